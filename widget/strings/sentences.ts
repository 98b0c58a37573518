import type { Format } from './format.ts'

/**
 * The sentences that the server kit words itself and tells without a code: what is wrong with a value,
 * why a row is refused, what could not be checked. `{…}` stands for what differs from one to another.
 */
export const SENTENCES = {
  required: '{label} is required',
  invalidBoolean: 'Invalid value. Must be one of: {choices}',
  invalidChoice: 'Invalid choice. Must be one of: {choices}',
  dateIso: 'Invalid date format. Expected: ISO',
  dateEuropean: 'Invalid date format. Expected: European',
  dateAmerican: 'Invalid date format. Expected: American',
  numberPoint: 'Invalid number format. Expected: Point',
  numberComma: 'Invalid number format. Expected: Comma',
  numberTooLarge: 'Number too large to be kept exactly',
  clockGap: '{time} does not exist in {zone}: the clocks went forward over it',
  invalidDomain: 'Invalid domain. Expected something like {example}',
  invalidEmail: 'Invalid e-mail address. Expected something like {example}',
  invalidPhone: 'Invalid phone number. Expected something like {example}',
  invalidUrl: 'Invalid URL. Expected something like {example}',
  repeated: '“{value}” is in the file {count} times',
  linkNotFound: "No {link} found matching '{value}' by {field}",
  goneByField: `The record that was found does not exist any more, or is not yours: “{value}” by {field}`,
  goneLink: `The record that was found does not exist any more, or is not yours: {link} “{value}”`,
  noIdByField: 'The importer found a record without an id: “{value}” by {field}',
  noIdLink: 'The importer found a record without an id: {link} “{value}”',
  ambiguous: '{count} existing records match “{value}” by {field}',
  ambiguousLink: '{count} records match {link} “{value}” by {field}',
  notFound: 'No {entity} found with {field} “{value}”',
  unchecked: 'This row could not be checked.',
  unsaved: 'This row could not be saved. Report {id}.',
  crashed: 'crashed: this row ended the process three times, so it was left out.',
  linkNotCreated: '{link} “{value}” could not be created: {reason}',
  linkIsGone: 'It is gone.',
  taken: '{label} is already taken',
  takenSomewhere: 'Another record has this value already',
  notAllowed: '{label} has a value that is not allowed',
  notAllowedSomewhere: 'A value is not allowed',
  brokenRule: 'This breaks the rule “{rule}”',
  missingLink: 'A linked record does not exist',
  tooLong: 'A value is too long',
  tooLarge: 'A number is too large',
  wrongForm: 'A value does not have the form that its field needs',
  notStorable: 'A value has a character that cannot be stored',
  columnUnchecked:
    'Not all values of “{source}” could be checked. Continue without that check, or save the mapping again to repeat it.',
  notLookedUp: 'Existing records cannot be looked up at the moment. It is tried again.',
  failsOnAll: 'The importer failed on 1,000 rows in a row.',
  noAnswer: 'The application did not answer in time.',
  stoppedByError:
    'An unexpected error stopped the import. The log has it under the id of this import.',
  markedAsFailed: 'No server worked on this import any more, and somebody marked it as failed.',
  rowsExpired: 'The rows of this import are no longer kept.',
} as const

type SentenceName = keyof typeof SENTENCES

/** What stands in a sentence in the places of its `{…}`. */
export type Found = Record<string, string>

/** A sentence of the language: with the same `{…}`, or made of what was found. */
export type SentenceTexts = Record<
  SentenceName,
  string | ((found: Found, format: Format) => string)
>

const PLACE = /\\?\{(\w+)\\?\}/g

const pattern = (sentence: string): RegExp =>
  new RegExp(
    `^${sentence.replaceAll(/[.?()[\]{}]/g, String.raw`\$&`).replaceAll(PLACE, '(?<$1>.+)')}$`,
    's',
  )

const isName = (name: string): name is SentenceName => name in SENTENCES

const PATTERNS = Object.keys(SENTENCES)
  .filter(isName)
  .map((name) => ({ name, pattern: pattern(SENTENCES[name]) }))

/** Words what the server says in the language of `texts`; what is not known, it leaves as it is. */
export const wordedBy = (texts: SentenceTexts) => {
  const worded = (sentence: string, format: Format): string => {
    for (const { name, pattern } of PATTERNS) {
      const match = pattern.exec(sentence)
      if (!match) continue
      const found: Found = { ...match.groups }
      if (found['reason']) found['reason'] = worded(found['reason'], format)
      const text = texts[name]
      if (typeof text === 'function') return text(found, format)
      return text.replaceAll(PLACE, (_, place: string) => found[place] ?? '')
    }
    return sentence
  }
  return worded
}
