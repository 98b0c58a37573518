import type { FieldType } from '../contract/stages.ts'
import type { CellParser } from './cell-parser.ts'
import type { CellRule, ParsedCell } from './cell-rule.ts'
import { foldKey } from './fold-key.ts'
import { parseBoolean } from './parse-boolean.ts'
import { parseChoice } from './parse-choice.ts'
import { parseDate, parseDatetime } from './parse-date.ts'
import { parseDomain } from './parse-domain.ts'
import { parseEmail } from './parse-email.ts'
import { parseCurrency, parseNumber } from './parse-number.ts'
import { parsePhone } from './parse-phone.ts'
import { parseText } from './parse-text.ts'
import { parseUrl } from './parse-url.ts'

const PARSERS: Record<FieldType, CellParser> = {
  text: parseText,
  email: parseEmail,
  phone: parsePhone,
  url: parseUrl,
  domain: parseDomain,
  number: parseNumber,
  currency: parseCurrency,
  date: parseDate,
  datetime: parseDatetime,
  boolean: parseBoolean,
  choice: parseChoice,
  id: parseText,
}

const BLANK: ParsedCell = Object.freeze({ ok: true, value: null, mapped: '' })

const blank = (rule: CellRule): ParsedCell =>
  rule.required ? { ok: false, error: `${rule.label} is required` } : BLANK

/**
 * Judges and types one raw cell (or correction). Empty or white space is blank: an error only where
 * the field is required. A list is split on commas, blank items and doubles are dropped.
 */
export function parseCell(rule: CellRule, raw: string): ParsedCell {
  const text = raw.trim()
  if (text === '') return blank(rule)
  const parse = PARSERS[rule.type]
  return rule.multiple ? parseList(rule, text) : parse(text, rule)
}

function parseList(rule: CellRule, text: string): ParsedCell {
  const parse = PARSERS[rule.type]
  const values = new Map<string, string>()
  const shown: string[] = []
  const errors = new Map<string, string>()
  for (const part of itemsOf(rule, text)) {
    const item = part.trim()
    if (item === '') continue
    const verdict = parse(item, rule)
    if (!verdict.ok) {
      errors.set(item, verdict.error)
      continue
    }
    const value = String(verdict.value)
    const key = foldKey(value)
    if (values.has(key)) continue
    values.set(key, value)
    shown.push(verdict.mapped)
  }
  if (errors.size > 0) return { ok: false, error: Object.fromEntries(errors) }
  if (values.size === 0) return blank(rule)
  return { ok: true, value: [...values.values()], mapped: shown.join(', ') }
}

/** An option whose own label has a comma in it is one item when the cell is nothing else. */
function itemsOf(rule: CellRule, text: string) {
  if (!text.includes(',')) return [text]
  return rule.type === 'choice' && parseChoice(text, rule).ok ? [text] : text.split(',')
}
