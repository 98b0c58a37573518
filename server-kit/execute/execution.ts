import { hostCalls, hostContext } from '../importer/host-context.ts'
import type { Importer, ImporterContext } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { createRowCheck, type RowCheck } from '../matching/check-row.ts'
import { matchRules, withMappedLinks } from '../matching/match-plan.ts'
import type { Batch, BatchFence } from '../model/batch.ts'
import type { Import } from '../model/import.ts'
import type { MatchRules, RowToWrite } from '../row-store/row-store.ts'
import { type Growth, Pace } from './pace.ts'
import { SentCells } from './sent-cells.ts'

/** A host that fails on this many rows in a row fails on all: the import stops. */
export const MOST_UNEXPECTED = 1000

/** What the batches of one running import share. */
export interface Execution {
  kit: KitParts
  record: Import
  /** Of the lease. */
  owner: string
  /** With the links that the file brings, and no others. */
  importer: Importer
  rules: MatchRules
  /** What rows send: of the fields that the file brings, but not the record's own id. */
  cells: SentCells
  /** Keys of the lists that an update merges. */
  lists: string[]
  check: RowCheck | null
  /** Rows in a row that the host failed to write in a way that nobody foresaw. */
  unexpected: number
  /** How many records were updated, in attempts that failed too. */
  updates: number
  pace: Pace
  /** Called when the importer has been given all rows of a batch. */
  onHandedOver(rows: readonly RowToWrite[]): void
  /** A batch holds the import's record just now. */
  isWriting: boolean
}

export async function openExecution(
  kit: KitParts,
  record: Import,
  owner: string,
): Promise<Execution> {
  const importer = withMappedLinks(kit.registry.get(record.entityType), record.columnMappings)
  const { wait } = hostCalls(kit, record)
  const fields = await wait(importer.fieldsFor(record.teamId), `fields of ${record.entityType}`)
  const mapped = record.columnMappings.flatMap(({ target, entityLink }) =>
    entityLink === null ? (fields.find(({ key }) => key === target) ?? []) : [],
  )
  const written = new Map(mapped.map((field) => [field.key, field])).values()
  const lists = mapped.filter(({ multiple, listUpdate }) => multiple && listUpdate === 'merge')
  const check = createRowCheck(importer, kit.logger, record.id)
  const pace = new Pace(kit.pulse.batchRows, record.attempt, record.cursor).growing(
    growthOf(kit, record),
  )
  const idle = { unexpected: 0, updates: 0, isWriting: false, onHandedOver: () => {} }
  return {
    kit,
    record,
    owner,
    importer,
    rules: matchRules(importer, fields),
    cells: new SentCells([...written].filter(({ type }) => type !== 'id')),
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

/** The place of some rows in the file, which the cursor has to be at. */
export function fenceOf(
  { kit, record, owner }: Execution,
  from: number,
  rows: readonly RowToWrite[],
): BatchFence {
  return {
    importId: record.id,
    teamId: record.teamId,
    owner,
    from,
    to: rows.at(-1)?.rowNumber ?? from,
    leaseMilliseconds: kit.pulse.lease,
  }
}
