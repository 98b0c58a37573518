import { refused, type CellParser } from './cell-parser.ts'

const WORDS = new Map([
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
  ['on', true],
  ['off', false],
  ['1', true],
  ['0', false],
])

export const readBoolean = (text: string) => WORDS.get(text.toLowerCase())

export const parseBoolean: CellParser = (item) => {
  const value = readBoolean(item)
  return value === undefined
    ? refused(`Invalid value. Must be one of: ${[...WORDS.keys()].join(', ')}`)
    : { ok: true, value, mapped: String(value) }
}
