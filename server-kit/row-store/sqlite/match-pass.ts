import { decidePage } from '../../matching/decide-page.ts'
import { createFileIndex, type FileIndex } from '../../matching/file-index.ts'
import { indexKeys } from '../../matching/find-for-rows.ts'
import type { FoundKeys, KeysToFind, MatchKey } from '../row-store.ts'
import { matchPlanOf } from './built-cells.ts'
import { currentPass, rowsToMatch, saveMatches } from './match-rows.ts'
import { decidingKey, linkKeyAt, type PackedToMatch, unpackToMatch } from './packed-batch.ts'
import { packMatches } from './packed-matches.ts'
import { Slice, type Steps } from './slices.ts'
import type { StoreFile } from './store-file.ts'

/** Of rows that are read, or decided and saved, at once. */
const PAGE = 5_000

/** What a pass keeps between its calls; gone with the process or the open file, which overtakes it. */
export interface MatchPass {
  number: number
  /** Of the rows that are decided. */
  file: FileIndex
  /** Rows that wait for what is found, by the last one of each call. */
  read: Map<number, PackedToMatch[]>
}

export const newPass = (number: number): MatchPass => ({
  number,
  file: createFileIndex(),
  read: new Map(),
})

/** The validation of rows is the host's: rows that it checks are not decided here. */
const NOTHING_AGAINST = () => null

/** See `RowStore.keysToFind`. */
export function* keysToFind(
  store: StoreFile,
  pass: number,
  { afterRow, limit }: { afterRow: number; limit: number },
): Steps<KeysToFind | null> {
  const slice = new Slice()
  const keys = new DistinctKeys()
  const pages: PackedToMatch[] = []
  let lastRow = afterRow
  for (let left = limit; left > 0; left -= PAGE) {
    if (currentPass(store) !== pass) return null
    const page = rowsToMatch(store, { afterRow: lastRow, limit: Math.min(PAGE, left) })
    const last = page.rowNumbers.at(-1)
    if (last === undefined) break
    lastRow = last
    pages.push(page)
    keys.add(page)
    if (slice.isOver()) yield
  }
  const kept = store.matchPass
  if (kept?.number !== pass) return null
  if (pages.length === 0) return { lastRow: null, own: [], links: [] }
  kept.read.set(lastRow, pages)
  return { lastRow, ...keys.all() }
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
  const deciding = { rules, file: kept.file, check: NOTHING_AGAINST }
  const indexed = indexKeys(found)
  for (const page of pages) {
    const results = decidePage(unpackToMatch(page), indexed, deciding)
    if (saveMatches(store, pass, packMatches(results)).overtaken) return { overtaken: true }
    yield
  }
  return { overtaken: false }
}

/** The keys that decide rows, each value once. */
class DistinctKeys {
  readonly #own = new Map<string, Set<string>>()
  readonly #links = new Map<string, Map<string, Set<string>>>()

  add(page: PackedToMatch) {
    page.rowNumbers.forEach((_, place) => {
      const own = decidingKey(page, place)
      if (own) addTo(this.#own, own)
      for (const link of page.links) {
        const key = linkKeyAt(link, place)
        if (key) addTo(this.#ofLink(link.link), key)
      }
    })
  }

  all(): Pick<KeysToFind, 'own' | 'links'> {
    return {
      own: listOf(this.#own),
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
