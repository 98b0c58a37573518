import { firstEn, type FirstStrings } from './en-first.ts'
import type { LaterStrings } from './en-later.ts'
import type { Strings } from './en.ts'

/** Fetched when an element of the language is shown for the first time. */
const FETCHED = new Map<string, () => Promise<Strings>>([
  ['ar', async () => (await import('./ar.ts')).ar],
  ['de', async () => (await import('./de.ts')).de],
  ['fr', async () => (await import('./fr.ts')).fr],
])

const fetched = new Map<string, Strings>()
/** With what is under way; what failed is not asked again: browsers keep a module that failed. */
const asked = new Map<string, Promise<void> | undefined>()
let english = firstEn

const nameOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? ''

/** Whether there are texts in the language of `locale`; otherwise they are English. */
export const isSpoken = (locale: string): boolean =>
  nameOf(locale) === 'en' || FETCHED.has(nameOf(locale))

/** The texts for `locale`; English while, or when, they cannot be had. */
export const textsFor = (locale: string): FirstStrings => fetched.get(nameOf(locale)) ?? english

/** The English texts of what is shown later are loaded with it. */
export const addEnglish = (later: LaterStrings): void => {
  english = { ...english, ...later }
}

/** Gets the texts for `locale`; undefined when there is nothing to wait for. Never rejects. */
export const fetchTexts = (locale: string): Promise<void> | undefined => {
  const name = nameOf(locale)
  const load = FETCHED.get(name)
  if (!load || asked.has(name)) return asked.get(name)
  const loading = load()
    .then((texts) => void fetched.set(name, texts))
    .catch(() => {})
    .then(() => void asked.set(name, undefined))
  asked.set(name, loading)
  return loading
}
