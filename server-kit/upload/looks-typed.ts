const NUMBER = /^[-+(]?\p{Sc}?\s?\d[\d.,'\u00a0\u202f ]*(?:e[-+]?\d+)?\s?[%\p{Sc}]?\)?-?$/iu
const DATE =
  /^\d{1,4}[-/. ]\s?(?:\d{1,2}|\p{L}{3,9})[-/. ,]\s{0,2}\d{1,4}(?:[T ,]+\d[\d:.]*.{0,7})?$/u
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?$/i
const EMAIL = /^[^\s@,;|]+@[^\s@,;|]+\.[^\s@,;|]+$/
const URL = /^(?:https?:\/\/|www\.)[^\s,;|]+$/i
const WORD = /^(?:true|false|yes|no|null|n\/a)$/i
const PLAIN = /^[^,;|\t"\n]{1,60}$/
const QUOTES = /^["']|["']$/g

const isTypedText = (text: string) =>
  [NUMBER, DATE, TIME, EMAIL, URL, WORD].some((shape) => shape.test(text))

/** Whether a cell is a number, a date, an address, a truth value: no header and no note is. */
export const isTyped = (cell: string) => isTypedText(cell.trim())

const PLAIN_TEXT = 0.7
const ODD_TEXT = 0.2

/** How much a cell looks like one value, from 0 to 1, whether or not it stands between quotes. */
export function looksTyped(cell: string): number {
  const text = cell.trim().replace(QUOTES, '')
  if (isTypedText(text)) return 1
  return PLAIN.test(text) ? PLAIN_TEXT : ODD_TEXT
}
