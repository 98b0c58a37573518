import { createHash } from 'node:crypto'

/**
 * Text as both databases can hold it: Postgres knows no NUL, and its JSON no half of a surrogate
 * pair. NUL becomes its visible symbol `␀`, a lone surrogate `\uFFFD`; nothing else is changed.
 */
export function storableText(text: string): string {
  // eslint-disable-next-line no-control-regex -- NUL is what this is about
  return text.replace(/\0/g, '␀').replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** The same for all strings and keys of a plain JSON value. */
export function storableJson<T>(value: T): T {
  const text = JSON.stringify(value, (_, part: unknown) => storablePart(part))
  return JSON.parse(text)
}

function storablePart(part: unknown): unknown {
  if (typeof part === 'string') return storableText(part)
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
  // Entries, not assignments: otherwise a column named `__proto__` would be lost.
  return Object.fromEntries(
    Object.entries(part).map(([key, inner]) => [storableText(key), inner] as const),
  )
}

/** At most `length` UTF-16 units, without cutting a character in half. */
export function cutText(text: string, length: number): string {
  return text.length <= length
    ? text
    : text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '') + '…'
}

/**
 * A value as part of a key: itself while it is short, else its SHA-256. Postgres cannot index text
 * of more than some 2,700 bytes, and a cell may have a million.
 */
export function keyOf(value: string): string {
  if (value.length <= 500 && storableText(value) === value) return value
  return `sha256:${createHash('sha256').update(value).digest('hex')}`
}
