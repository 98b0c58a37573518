import { unsupportedFile } from './read-refusals.ts'

const EXPORT_CSV = 'Export the data as CSV and upload that file.'
const MARKUP = /^\s*<(?:\?xml|!doctype|html|table|svg|workbook)[\s>]/i
const RICH_TEXT = /^\{\\rtf/
const JSON_BRACE = /^\s*[[{]\s*\n/
const JSON_OBJECT = /^\s*(?:\[\s*)?\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\}\s*$)/
const JSON_LIST = /^\s*\[\s*\n?\s*(?:"|\[|\d|$)/

/** Throws `unsupported_file` when the beginning of a text says that it is no table. */
export function refuseOtherText(start: string, isWhole: boolean): void {
  if (RICH_TEXT.test(start)) throw unsupportedFile('a rich text document', EXPORT_CSV)
  if (MARKUP.test(start)) throw unsupportedFile('an HTML or XML document', EXPORT_CSV)
  if (
    JSON_OBJECT.test(start) ||
    JSON_BRACE.test(start) ||
    (JSON_LIST.test(start) && isWhole && isJson(start))
  ) {
    throw unsupportedFile('JSON', EXPORT_CSV)
  }
}

function isJson(text: string) {
  try {
    return JSON.parse(text) !== null
  } catch {
    return false
  }
}
