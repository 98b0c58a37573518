import type { Column } from '../contract/shapes.ts'
import type { FieldType } from '../contract/stages.ts'
import type { Target } from './header-names.ts'

type Profile = Pick<Column, 'samples' | 'inferredType'>

/** What the values of a column say about a target: for it, nothing, or against it. */
export type Evidence = 'for' | 'none' | 'against'

/** What values look like that fit a type; whatever else is typed takes any text. */
const LOOKS: Partial<Record<FieldType, readonly FieldType[]>> = {
  email: ['email'],
  phone: ['phone', 'number'],
  url: ['url'],
  domain: ['url'],
  date: ['date'],
  datetime: ['date'],
  number: ['number', 'currency'],
  currency: ['number', 'currency'],
  boolean: ['boolean', 'number'],
}
/** So plain to see that they are hardly meant for a field of text. */
const PLAIN: readonly FieldType[] = ['email', 'url', 'date']

/** Numbers without a prefix are those of the country, which values do not tell. */
const DIALLED = /^[+(\d][\d\s()./-]{5,}$/
const isDialled = (sample: string) => DIALLED.test(sample.trim())

/** Judges by the first values and by the type that they were found to have. */
export function valueEvidence(
  { samples, inferredType }: Profile,
  { type }: Pick<Target, 'type'>,
): Evidence {
  if (samples.every((sample) => sample.trim() === '')) return 'none'
  const looks = LOOKS[type]
  if (type === 'phone' && inferredType === null) return samples.some(isDialled) ? 'for' : 'none'
  if (looks) return inferredType !== null && looks.includes(inferredType) ? 'for' : 'against'
  return inferredType !== null && PLAIN.includes(inferredType) ? 'against' : 'none'
}

const AGREEMENT = 0.8
const fold = (text: string) => text.trim().toLowerCase()

/** Whether the values are options of a choice. */
export function areOptions({ samples }: Profile, { options }: Target): boolean {
  const filled = samples.map(fold).filter((sample) => sample !== '')
  if (filled.length === 0 || options.length === 0) return false
  const known = new Set(options.map(fold))
  return filled.filter((sample) => known.has(sample)).length >= filled.length * AGREEMENT
}
