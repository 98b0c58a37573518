import { indexKeys } from '../../matching/find-for-rows.ts'
import type { FoundKeys, KeysToFind, MatchKey } from '../row-store.ts'
import { matchPlanOf } from './built-cells.ts'
import { decideKeyed } from './decide-keyed.ts'
import { currentPass, rowsToMatch, saveMatches } from './match-rows.ts'
import { linkKeyAt } from './keyed-rows.ts'
import { decidingColumn, entriesAt, type KeyedPage, PassKeys, valuesAt } from './pass-keys.ts'
import { Slice, type Steps } from './slices.ts'
import type { StoreFile } from './store-file.ts'

/** Of rows that are read, or decided and saved, at once. */
const PAGE = 5_000

/** What a pass keeps between its calls; gone with the process or the open file, which overtakes it. */
export interface MatchPass {
  number: number
  keys: PassKeys
  /** Rows that wait for what is found, by the last one of each call. */
  read: Map<number, KeyedPage[]>
}

export const newPass = (number: number): MatchPass => ({
  number,
  keys: new PassKeys(),
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
    const keyed = kept.keys.enter(page)
    pages.push(keyed)
    asked.add(keyed)
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

/** The keys that decide rows: the rows' own once a pass, those of links once. */
class AskedKeys {
  readonly #own = new Map<string, string[]>()
  readonly #links = new Map<string, Map<string, Set<string>>>()

  add(keyed: KeyedPage) {
    const { page } = keyed
    page.rowNumbers.forEach((_, place) => {
      this.#addOwn(keyed, place)
      for (const link of page.links) {
        const key = linkKeyAt(link, place)
        if (key) addTo(this.#ofLink(link.link), key)
      }
    })
  }

  all(): Pick<KeysToFind, 'own' | 'links'> {
    return {
      own: [...this.#own].map(([field, values]) => ({ field, values })),
      links: [...this.#links].map(([link, keys]) => ({ link, keys: listOf(keys) })),
    }
  }

  #addOwn(keyed: KeyedPage, place: number) {
    const column = decidingColumn(keyed, place)
    if (!column) return
    const entries = entriesAt(column, place)
    valuesAt(column, place).forEach((value, index) => {
      if (column.found.ask(entries[index] ?? 0)) this.#ofField(column.field).push(value)
    })
  }

  #ofField(field: string): string[] {
    const known = this.#own.get(field) ?? []
    this.#own.set(field, known)
    return known
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
