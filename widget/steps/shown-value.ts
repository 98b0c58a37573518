import type { Texts } from '../strings/texts.ts'
import type { EditorKind } from './review-target.ts'

/** A typed value as its reader writes it: instants in their zone, booleans in words. */
export const shownValue = (value: string, kind: EditorKind, { strings, format }: Texts): string => {
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return strings.review[value]
  const isInstant = kind === 'datetime' && !Number.isNaN(Date.parse(value))
  return isInstant ? format.dateTime(value) : value
}

/** A value as it is called where it cannot be seen. */
export const valueName = (value: string, { strings }: Texts): string =>
  value.trim() || strings.common.blank
