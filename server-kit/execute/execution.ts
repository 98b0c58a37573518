import { hostCalls, hostContext } from '../importer/host-context.ts'
import type { Importer, ImporterContext, ImporterField } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { createRowCheck, type RowCheck } from '../matching/check-row.ts'
import { matchRules } from '../matching/match-plan.ts'
import type { Batch } from '../model/batch.ts'
import type { Import } from '../model/import.ts'
import type { MatchRules } from '../row-store/row-store.ts'
import { type Growth, Pace } from './pace.ts'

/** A host that fails on this many rows in a row fails on all: the import stops. */
export const MOST_UNEXPECTED = 1000

/** What the batches of one running import share. */
export interface Execution {
  kit: KitParts
  record: Import
  /** Of the lease. */
  owner: string
  importer: Importer
  rules: MatchRules
  /** The fields that the file brings, by key; without the record's own id, which is never written. */
  writable: Map<string, ImporterField>
  /** Keys of the lists that an update merges. */
  lists: string[]
  check: RowCheck | null
  /** Rows in a row that the host failed to write in a way that nobody foresaw. */
  unexpected: number
  pace: Pace
  /** A batch holds the import's record just now. */
  isWriting: boolean
}

export async function openExecution(
  kit: KitParts,
  record: Import,
  owner: string,
): Promise<Execution> {
  const importer = kit.registry.get(record.entityType)
  const { wait } = hostCalls(kit, record)
  const fields = await wait(importer.fieldsFor(record.teamId), `fields of ${record.entityType}`)
  const mapped = record.columnMappings.flatMap(({ target, entityLink }) =>
    entityLink === null ? (fields.find(({ key }) => key === target) ?? []) : [],
  )
  const writable = mapped.filter(({ type }) => type !== 'id')
  const lists = mapped.filter(({ multiple, listUpdate }) => multiple && listUpdate === 'merge')
  const check = createRowCheck(importer, kit.logger, record.id)
  const pace = new Pace(kit.pulse.batchRows, record.attempt, record.cursor).growing(
    growthOf(kit, record),
  )
  const idle = { unexpected: 0, isWriting: false }
  return {
    kit,
    record,
    owner,
    importer,
    rules: matchRules(importer, fields),
    writable: new Map(writable.map((field) => [field.key, field])),
    lists: lists.map(({ key }) => key),
    check,
    pace,
    ...idle,
  }
}

/** Wide rows come in smaller batches: a batch and the one that is read ahead are in memory. */
const MOST_CELLS = 100_000
/** On SQLite a batch keeps the process from anything else; elsewhere only a cancel waits for it. */
const BATCH_MILLISECONDS = { sqlite: 25, postgres: 400 }

function growthOf({ pulse, batches }: KitParts, { headers }: Import): Growth {
  const { batchRows, mostBatchRows = batchRows } = pulse
  const fitting = Math.floor(MOST_CELLS / Math.max(headers.length, 1))
  const most = Math.max(Math.min(batchRows, mostBatchRows), Math.min(mostBatchRows, fitting))
  return { most, milliseconds: BATCH_MILLISECONDS[batches.dialect] }
}

/** What the host's functions are given inside a batch. */
export function contextOf({ kit, record }: Execution, batch: Batch): ImporterContext {
  return hostContext(kit, record, batch)
}
