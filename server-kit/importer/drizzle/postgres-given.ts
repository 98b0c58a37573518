import { type SQL, sql } from 'drizzle-orm'
import type { GivenColumn } from './statements.ts'

/** Between the values of a column, and in place of a NULL: characters that no value has. */
const BETWEEN = '\u001f'
const NULL = '\u001e'
const SEPARATORS = sql.raw(String.raw`E'\x1f', E'\x1e'`)

/**
 * Rows as a table `given`. Each column is one text that the database splits: it takes half the time of
 * JSON objects. What cannot be written so goes as JSON.
 */
export function givenToPostgres(columns: readonly GivenColumn[], given: readonly unknown[][]): SQL {
  const texts = columns.map(({ type }, index) => {
    const isOfJson = isJson(type)
    return joined(given[index] ?? [], (value) => textOf(value, isOfJson))
  })
  const lists = texts.flatMap((text) =>
    text === null ? [] : [sql`string_to_table(${text}, ${SEPARATORS})`],
  )
  if (lists.length < columns.length) return asObjects(columns, given)
  const listed = columns.map((_, index) => sql.identifier(`l${index}`))
  const values = columns.map(({ name, type }, index) => {
    const value = sql`listed.${sql.identifier(`l${index}`)}`
    const cast = isText(type) ? value : sql`CAST(${value} AS ${sql.raw(castType(type))})`
    return sql`${cast} AS ${sql.identifier(name)}`
  })
  return sql`(SELECT ${sql.join(values, sql`, `)}
    FROM ROWS FROM (${sql.join(lists, sql`, `)}) AS listed(${sql.join(listed, sql`, `)})) AS given`
}

function asObjects(columns: readonly GivenColumn[], given: readonly unknown[][]): SQL {
  const objects = (given[0] ?? []).map((_, row) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, given[index]?.[row]])),
  )
  const types = columns.map(({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(type)}`)
  // Through text: otherwise a client with serializers of its own would write the JSON as a string.
  return sql`json_to_recordset(${JSON.stringify(objects)}::text::json)
    AS given(${sql.join(types, sql`, `)})`
}

/** Texts as a `text[]`. */
export function textList(values: readonly string[]): SQL {
  const text = joined(values, (value) => value)
  if (text !== null) return sql`string_to_array(${text}, ${SEPARATORS})`
  return sql`ARRAY(SELECT json_array_elements_text(${JSON.stringify(values)}::text::json))`
}

/** Null when the values cannot be told apart again, or are not what they seem. */
function joined<T>(
  values: readonly T[],
  textOf: (value: T) => string | null | undefined,
): string | null {
  const texts = values.map(textOf)
  for (let place = 0; place < texts.length; place++) {
    const text = texts[place]
    if (text === undefined || text === NULL || text?.includes(BETWEEN)) return null
    texts[place] = text ?? NULL
  }
  const text = texts.join(BETWEEN)
  // An empty text has no items; a half character would be replaced on its way.
  return text !== '' && text.isWellFormed() ? text : null
}

/** As JSON would bring it to a column of this type; undefined: only JSON can. */
function textOf(value: unknown, isJsonColumn: boolean): string | null | undefined {
  if (value === null || value === undefined) return null
  if (isJsonColumn) return JSON.stringify(value)
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null
  return typeof value === 'boolean' ? String(value) : undefined
}

const isJson = (type: string) => type === 'json' || type === 'jsonb'
// Its length is checked when it is assigned; a cast would cut it off.
const isText = (type: string) => /^(?:text|varchar|character varying)\b(?!.*\[)/.test(type)

/** The type without a length, to which an explicit cast would cut off or round. */
export function castType(type: string): string {
  const plain = type.replace(/\s*\([^)]*\)/, '')
  return WHOLE[plain] ?? plain
}

/** Without a length these are of length one. */
const WHOLE: Record<string, string> = { char: 'bpchar', character: 'bpchar', bit: 'varbit' }
