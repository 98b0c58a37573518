type Described = (error: Error) => string

const humanized = (name: string) => {
  const words = name
    .replace(/(?<=[a-z0-9])(?=[A-Z])|_+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const property = (error: Error, name: string) => {
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : ''
}

/** The last column of a key is the one that users know: the team comes first. */
function taken(columns: string) {
  const last = columns.split(',').at(-1)?.trim().replace(/^.*\./, '') ?? ''
  const name = /^(?:lower\(+)?"?(\w+)[\w")(: ]*$/.exec(last)?.[1]
  return name ? `${humanized(name)} is already taken` : 'Another record has this value already'
}

/** A rule that the host has named is shown by that name, otherwise SQL would be. */
function broken(rule: string, table: string) {
  const automatic = new RegExp(`^(?:${table}_)?(\\w+?)_check\\d*$`).exec(rule)?.[1]
  if (automatic) return `${humanized(automatic)} has a value that is not allowed`
  return /^\w+$/.test(rule)
    ? `This breaks the rule “${rule.replace(/_+/g, ' ')}”`
    : 'A value is not allowed'
}

const afterColon = (error: Error) => error.message.slice(error.message.indexOf(': ') + 2)
const required = (column: string) => `${humanized(column)} is required`
const missingLink = () => 'A linked record does not exist'
const tooLong = () => 'A value is too long'
const wrongForm = () => 'A value does not have the form that its field needs'
const notStorable = () => 'A value has a character that cannot be stored'

const SENTENCES: Record<string, Described> = {
  // Postgres: SQLSTATEs.
  '23505': (error) => taken(/\((.+)\)=\(/s.exec(property(error, 'detail'))?.[1] ?? ''),
  '23514': (error) => broken(property(error, 'constraint_name'), property(error, 'table_name')),
  '23502': (error) => required(property(error, 'column_name')),
  '23503': missingLink,
  '22001': tooLong,
  '54000': tooLong,
  '22003': () => 'A number is too large',
  '22P02': wrongForm,
  '22007': wrongForm,
  '22008': wrongForm,
  '22021': notStorable,
  '22P05': notStorable,
  // SQLite: extended result codes.
  SQLITE_CONSTRAINT_UNIQUE: (error) => taken(afterColon(error)),
  SQLITE_CONSTRAINT_PRIMARYKEY: (error) => taken(afterColon(error)),
  SQLITE_CONSTRAINT_CHECK: (error) => broken(afterColon(error), ''),
  SQLITE_CONSTRAINT_NOTNULL: (error) => required(afterColon(error).replace(/^.*\./, '')),
  SQLITE_CONSTRAINT_FOREIGNKEY: missingLink,
  SQLITE_CONSTRAINT_DATATYPE: wrongForm,
  SQLITE_MISMATCH: wrongForm,
  SQLITE_TOOBIG: tooLong,
}

const UNIQUE = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])

/** The driver's error: drizzle wraps it, hosts may wrap drizzle's. */
function databaseErrorOf(error: unknown): Error | null {
  let current = error
  for (let depth = 0; depth < 10 && current instanceof Error; depth += 1) {
    if (property(current, 'code') in SENTENCES) return current
    current = current.cause
  }
  return null
}

/** Whether a database refused a value because another record has it. */
export function isUniqueViolation(error: unknown): boolean {
  const found = databaseErrorOf(error)
  return found !== null && UNIQUE.has(property(found, 'code'))
}

/** A sentence for a row that the database of a host refused by one of its rules; else null. */
export function sentenceFor(error: unknown): string | null {
  const found = databaseErrorOf(error)
  return found ? (SENTENCES[property(found, 'code')]?.(found) ?? null) : null
}
