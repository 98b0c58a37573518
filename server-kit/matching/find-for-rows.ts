import type { Importer, ImporterContext } from '../importer/importer.ts'
import type { Registry } from '../importer/registry.ts'
import type { BatchSteps } from '../model/batch.ts'
import type {
  FoundField,
  FoundKeys,
  KeysToFind,
  LinkKey,
  MatchKey,
} from '../row-store/row-store.ts'
import { confirmFound } from './confirm-found.ts'
import {
  DistinctKeys,
  type Finding,
  findValues,
  type FoundRecords,
  indexFound,
  type Wait,
} from './find-records.ts'

export interface RowKeys {
  key: MatchKey | null
  links: Record<string, LinkKey>
}

/** What the rows' own keys found, and what each link's keys found. */
export interface FoundForRows {
  own: FoundRecords
  links: Map<string, FoundRecords>
}

export interface Looking {
  importer: Importer
  registry: Registry
  context: ImporterContext
  wait: Wait
}

/** Looks up every key of some rows in bulk: one query a field, for the records and for each link. */
export function* findForRows(rows: readonly RowKeys[], looking: Looking): BatchSteps<FoundForRows> {
  return indexKeys(yield* findForKeys(keysOf(rows, looking.importer), looking))
}

/** Row by row, and by itself: what a row answers is gone before the host is asked. */
function keysOf(rows: readonly RowKeys[], { entityLinks }: Importer): Omit<KeysToFind, 'lastRow'> {
  const own = new DistinctKeys()
  const links = entityLinks.map(({ key }) => ({ link: key, keys: new DistinctKeys() }))
  for (const { key, links: ofRow } of rows) {
    if (key) own.add(key)
    for (const { link, keys } of links) {
      const ofLink = ofRow[link]
      if (ofLink) keys.add(ofLink)
    }
  }
  return { own: own.list(), links: links.map(({ link, keys }) => ({ link, keys: keys.list() })) }
}

export const indexKeys = ({ own, links }: FoundKeys): FoundForRows => ({
  own: indexFound(own),
  links: new Map(links.map(({ link, fields }) => [link, indexFound(fields)])),
})

/** Looks up distinct keys. */
export function* findForKeys(
  keys: Omit<KeysToFind, 'lastRow'>,
  looking: Looking,
): BatchSteps<FoundKeys> {
  const { importer, context } = looking
  const own = yield* findFields(keys.own, looking, {
    by: importer,
    find: (query) => importer.findBy(query, context),
    host: { importer: importer.entityType, call: 'findBy' },
  })
  const links: FoundKeys['links'] = []
  for (const { link, keys: ofLink } of keys.links) {
    const fields = yield* findLinks(link, ofLink, looking)
    links.push({ link, fields })
  }
  return { own, links }
}

function* findLinks(
  key: string,
  keys: readonly MatchKey[],
  looking: Looking,
): BatchSteps<FoundField[]> {
  const { importer, registry, context } = looking
  const link = importer.entityLinks.find((one) => one.key === key)
  if (!link) return []
  // `create` never looks up.
  const looksUp = new Set(
    link.matchableFields.filter((m) => m.behavior !== 'create').map(({ field }) => field),
  )
  const { findBy } = registry.linkCalls(link)
  return yield* findFields(
    keys.filter(({ field }) => looksUp.has(field)),
    looking,
    {
      by: registry.find(link.entityType),
      find: (query) => findBy(query, context),
      host: { importer: importer.entityType, call: `findBy of link ${link.key}` },
    },
  )
}

function* findFields(
  keys: readonly MatchKey[],
  { context, wait }: Looking,
  { by, ...finding }: Omit<Finding, 'wait'> & { by: Importer | undefined },
): BatchSteps<FoundField[]> {
  const found: FoundField[] = []
  for (const key of keys) {
    const records = yield* findValues(key, { ...finding, wait })
    found.push({ field: key.field, records })
  }
  const records =
    found.length === 1 ? (found[0]?.records ?? []) : found.flatMap((one) => one.records)
  yield* confirmFound(records, { importer: by, context, wait })
  return found
}
