import type { Importer, ImporterContext } from '../importer/importer.ts'
import type { Registry } from '../importer/registry.ts'
import type { BatchSteps } from '../model/batch.ts'
import type { LinkKey, MatchKey } from '../row-store/row-store.ts'
import { findRecords, type FoundRecords, type Wait } from './find-records.ts'

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
  const { importer, registry, context, wait } = looking
  const own = yield* findRecords({
    keys: rows.flatMap(({ key }) => key ?? []),
    find: (query) => importer.findBy(query, context),
    host: { importer: importer.entityType, call: 'findBy' },
    wait,
  })
  const links = new Map<string, FoundRecords>()
  for (const link of importer.entityLinks) {
    const looksUp = new Set(
      link.matchableFields.filter((m) => m.behavior !== 'create').map(({ field }) => field),
    )
    const keys = rows.flatMap((row) => row.links[link.key] ?? [])
    const find = registry.linkCalls(link).findBy
    links.set(
      link.key,
      yield* findRecords({
        keys: keys.filter(({ field }) => looksUp.has(field)),
        find: (query) => find(query, context),
        host: { importer: importer.entityType, call: `findBy of link ${link.key}` },
        wait,
      }),
    )
  }
  return { own, links }
}
