import { indexKeys } from '../../matching/find-for-rows.ts'
import type { FoundField, FoundKeys, KeysToFind, MatchKey } from '../row-store.ts'
import { matchPlanOf } from './built-cells.ts'
import { decideKeyed } from './decide-keyed.ts'
import { currentPass, rowsToMatch, saveMatches } from './match-rows.ts'
import { linkKeyAt, type RowsToMatch } from './keyed-rows.ts'
import { type KeyedPage, PassKeys } from './pass-keys.ts'
import { Slice, type Steps } from './slices.ts'
import type { StoreFile } from './store-file.ts'

/** Of rows that are read, or decided and saved, at once. */
const PAGE = 5_000

/** What a pass keeps between its calls; gone with the process or the open file, which overtakes it. */
export interface MatchPass {
  number: number
  keys: PassKeys
  /** How many rows have been read. */
  rowsRead: number
  /** Rows that wait for what is found, by the last one of each call. */
  read: Map<number, KeyedPage[]>
}

export const newPass = (number: number): MatchPass => ({
  number,
  keys: new PassKeys(),
  rowsRead: 0,
  read: new Map(),
})

/** See `RowStore.keysToFind`. */
export function* keysToFind(
  store: StoreFile,
  pass: number,
  { afterRow, limit }: { afterRow: number; limit: number },
): Steps<KeysToFind | null> {
  const slice = new Slice()
  const asked = new AskedKeys()
  const pages: KeyedPage[] = []
  let lastRow = afterRow
  for (let left = limit; left > 0; left -= PAGE) {
    const kept = store.matchPass
    if (currentPass(store) !== pass || kept?.number !== pass) return null
    const page = rowsToMatch(store, { afterRow: lastRow, limit: Math.min(PAGE, left) })
    const last = page.rowNumbers.at(-1)
    if (last === undefined) break
    lastRow = last
    pages.push(kept.keys.enter(page, (field, value) => asked.addOwn(field, value)))
    asked.addLinks(page)
    kept.rowsRead += page.rowNumbers.length
    if (slice.isOver()) yield
  }
  const kept = store.matchPass
  if (kept?.number !== pass) return null
  if (pages.length === 0) return { lastRow: null, own: [], links: [] }
  kept.read.set(lastRow, pages)
  return { lastRow, ...asked.all() }
}

/** See `RowStore.decideMatches`. */
export function* decideMatches(
  store: StoreFile,
  pass: number,
  found: FoundKeys & { lastRow: number },
): Steps<{ overtaken: boolean }> {
  const kept = store.matchPass
  const pages = kept?.number === pass ? kept.read.get(found.lastRow) : undefined
  const { rules } = matchPlanOf(store)
  if (!kept || !pages || !rules) return { overtaken: true }
  kept.read.delete(found.lastRow)
  kept.keys.learn(found.own)
  const { links } = indexKeys({ own: [], links: found.links })
  for (const page of pages) {
    const matches = decideKeyed(page, { rules, keys: kept.keys, links })
    if (saveMatches(store, pass, matches).overtaken) return { overtaken: true }
    yield
  }
  return { overtaken: false }
}

/** See `RowStore.learnFound`. */
export function learnFound(store: StoreFile, pass: number, own: FoundField[]) {
  const kept = store.matchPass
  if (kept?.number !== pass) return { overtaken: true, unknown: null }
  return { overtaken: false, unknown: kept.keys.learn(own) }
}

/** The keys that decide rows: the rows' own once a pass, those of links once. */
class AskedKeys {
  readonly #own = new Map<string, string[]>()
  readonly #links = new Map<string, Map<string, Set<string>>>()

  addOwn(field: string, value: string) {
    const known = this.#own.get(field)
    if (known) known.push(value)
    else this.#own.set(field, [value])
  }

  addLinks({ rowNumbers, links }: RowsToMatch) {
    for (const link of links) {
      const ofLink = this.#ofLink(link.link)
      rowNumbers.forEach((_, place) => {
        const key = linkKeyAt(link, place)
        if (key) addTo(ofLink, key)
      })
    }
  }

  all(): Pick<KeysToFind, 'own' | 'links'> {
    return {
      own: [...this.#own].map(([field, values]) => ({ field, values })),
      links: [...this.#links].map(([link, keys]) => ({ link, keys: listOf(keys) })),
    }
  }

  #ofLink(link: string) {
    const known = this.#links.get(link) ?? new Map<string, Set<string>>()
    this.#links.set(link, known)
    return known
  }
}

function addTo(fields: Map<string, Set<string>>, { field, values }: MatchKey) {
  const known = fields.get(field) ?? new Set<string>()
  fields.set(field, known)
  for (const value of values) known.add(value)
}

const listOf = (fields: Map<string, Set<string>>): MatchKey[] =>
  [...fields].map(([field, values]) => ({ field, values: [...values] }))
