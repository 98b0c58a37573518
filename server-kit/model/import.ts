import type { HistoryQuery } from '../contract/requests.ts'
import type { ColumnMapping, Source, Warning } from '../contract/shapes.ts'
import type { ImportStatus } from '../contract/stages.ts'

/** One run, as recorded: the only source of truth for everything but the rows. */
export interface Import {
  id: string
  teamId: string
  userId: string
  entityType: string
  fileName: string
  fileSize: number
  status: ImportStatus
  headers: string[]
  columnMappings: ColumnMapping[]
  source: Source
  warnings: Warning[]
  /** The first 100 failed rows, for quick display. */
  failedRowsData: { row: number; error: string }[]
  totalRows: number
  processedRows: number
  successfulRows: number
  createdRows: number
  updatedRows: number
  skippedRows: number
  failedRows: number
  results: { created: number; updated: number; skipped: number; failed: number } | null
  /** `row_number` of the last row whose batch is committed; 0 before the first. */
  cursor: number
  leaseOwner: string | null
  leaseUntil: Date | null
  timeZone: string
  completedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export interface NewImport {
  id: string
  teamId: string
  userId: string
  entityType: string
  fileName: string
  timeZone: string
}

/** What a stage may write besides the status. */
export type ImportPatch = Partial<
  Pick<
    Import,
    | 'fileSize'
    | 'headers'
    | 'columnMappings'
    | 'source'
    | 'warnings'
    | 'totalRows'
    | 'results'
    | 'completedAt'
  >
>

/** A guarded change of status: written only when the status is one of `from`. */
export interface Transition {
  from: readonly ImportStatus[]
  to: ImportStatus
  set?: ImportPatch
}

export interface FailedRow {
  rowNumber: number
  /** Raw cells by header. */
  data: Record<string, string>
  error: string
}

/** The imports of one team: every query is bound to it. */
export interface TeamImports {
  find(id: string): Promise<Import | null>
  /** Keyset page; `total` on the first page only. `entityTypes`: those the actor may import. */
  list(
    query: HistoryQuery & { entityTypes: string[] },
  ): Promise<{ items: Import[]; total?: number; nextCursor?: string }>
  /** Drafts and running imports: what the quota counts. */
  countOpen(): Promise<number>
  /** The ids of the same imports. */
  openIds(): Promise<string[]>
  /** The import that an earlier request with the same key made; else null. */
  findByIdempotencyKey(key: string): Promise<Import | null>
  /** False when the key is taken: a request with it came first. */
  saveIdempotencyKey(key: string, importId: string): Promise<boolean>
  /** Null when the status was not one of `from` any more: the race is lost. */
  transition(id: string, change: Transition): Promise<Import | null>
  /** `previewing → importing`, counts zeroed, cursor 0; exactly one caller gets the import. */
  transitionToImporting(id: string): Promise<Import | null>
  /** False when it was started or is not the team's. Record, failed rows and keys go. */
  discard(id: string): Promise<boolean>
  /** What the team chose last, for those of `headers` that it has chosen something for. */
  rememberedMappings(entityType: string, headers: readonly string[]): Promise<RememberedMapping[]>
  /** Keeps the choices, by `source`; the last one for a header wins. */
  rememberMappings(entityType: string, mappings: readonly RememberedMapping[]): Promise<void>
}

/** What a team chose for a header; `target` null: the column is not imported. */
export interface RememberedMapping extends Omit<ColumnMapping, 'target'> {
  target: string | null
}

export interface ImportModel {
  forTeam(teamId: string): TeamImports
  create(values: NewImport): Promise<Import>
  /** For jobs, which have no actor. */
  find(id: string): Promise<Import | null>
  lease: ImportLeases
  failedRows: FailedRows
  upkeep: ImportUpkeep
}

/** Who runs an import, by the database's clock. */
export interface ImportLeases {
  /** The import, when it is `importing` and nobody else's lease is alive. */
  take(id: string, owner: string, milliseconds: number): Promise<Import | null>
  renew(id: string, owner: string, milliseconds: number): Promise<boolean>
  release(id: string, owner: string): Promise<void>
  /**
   * Ends a run that `owner` still holds: `completedAt` is set, the lease ends. Null when the lease is
   * somebody else's by now or the import is no longer `importing`.
   */
  finish(
    id: string,
    owner: string,
    status: 'completed' | 'failed' | 'cancelled',
  ): Promise<Import | null>
  /** Ids of `importing` imports without a live lease. */
  abandoned(): Promise<string[]>
  /** Whether an `importing` import has been without a live lease for longer than `milliseconds`. */
  isStalled(record: Import, milliseconds: number): boolean
}

export interface FailedRows {
  /** Keyset chunks in row order, for the CSV. */
  after(importId: string, rowNumber: number, limit: number): Promise<FailedRow[]>
}

export interface ImportUpkeep {
  /** `uploading` records that no process is filling any more, and drafts older than the limit. */
  abandonedDrafts(before: Date): Promise<string[]>
  finishedBefore(before: Date): Promise<string[]>
  /** Drafts in `reviewing` or `previewing`: their preparation may have to go on after a restart. */
  inPreparation(): Promise<string[]>
  pruneFailedRows(before: Date): Promise<number>
  /** Deletes the drafts among `ids`; what was started meanwhile stays. Answers the ids deleted. */
  deleteDrafts(ids: string[]): Promise<string[]>
  /** Which of the ids have a record. */
  existing(ids: string[]): Promise<Set<string>>
}
