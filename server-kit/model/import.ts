import type { HistoryQuery } from '../contract/requests.ts'
import type { ColumnMapping, Source, Warning } from '../contract/shapes.ts'
import type { ImportStatus, MatchAction } from '../contract/stages.ts'

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
  /** Grows whenever the mappings are written: the rules in the row store say which one they follow. */
  mappingRevision: number
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
  /** `drift`: rows that did something else than the preview said, because records changed since. */
  results: {
    created: number
    updated: number
    skipped: number
    failed: number
    drift?: Drift[]
  } | null
  /** `row_number` of the last row whose batch is committed; 0 before the first. */
  cursor: number
  leaseOwner: string | null
  leaseUntil: Date | null
  /**
   * Of a running import the milliseconds since its lease ended, by the database's clock; negative
   * while it is alive, 0 when the import does not run.
   */
  unattended: number
  /** The batch that was begun last; null when it is committed, or ended without its process dying. */
  attempt: Attempt | null
  timeZone: string
  /** The import whose failed rows its file has. */
  parentImportId: string | null
  /** Since then its row store is gone, or about to go. */
  rowsRemovedAt: Date | null
  /** Since then its failed rows are gone, or about to go. */
  failedRowsRemovedAt: Date | null
  completedAt: Date | null
  /** When the host was told of the end. */
  announcedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export interface Drift {
  planned: MatchAction
  became: MatchAction
  rows: number
}

/** A batch as it was begun: found again only when its process died in it. */
export interface Attempt {
  rows: number
  /** The last row of the batch. */
  to: number
  /** How often its row has died alone. */
  deaths: number
}

export interface NewImport {
  id: string
  teamId: string
  userId: string
  entityType: string
  fileName: string
  timeZone: string
  parentImportId?: string | null
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
  /** Only while the mappings are of this revision. */
  revision?: number | undefined
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
  /** The file names of those of `ids` that are the team's. */
  names(ids: readonly string[]): Promise<{ id: string; fileName: string }[]>
  /**
   * Keyset page; on the first page with `total`, or with `totalOver` where a search finds more than that
   * many. `entityTypes`: those the actor may import.
   */
  list(
    query: HistoryQuery & { entityTypes: string[] },
  ): Promise<{ items: Import[]; total?: number; totalOver?: number; nextCursor?: string }>
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
  /** `previewing → importing`, counts zeroed, cursor 0; exactly one caller gets the import. `revision`: as in `Transition`. */
  transitionToImporting(id: string, revision?: number): Promise<Import | null>
  /** False when it was started or is not the team's. Record, failed rows and keys go. */
  discard(id: string): Promise<boolean>
  /** What the team chose last, for those of `headers` that it has chosen something for. */
  rememberedMappings(entityType: string, headers: readonly string[]): Promise<RememberedMapping[]>
  /** Keeps the choices, by `source`; the last one for a header wins. */
  rememberMappings(entityType: string, mappings: readonly RememberedMapping[]): Promise<void>
  /** What the team chose last for values of a field: 5,000 at most, the newest. */
  rememberedValues(of: FieldOfType): Promise<RememberedValue[]>
  /** Keeps the choices, of texts of at most 200 characters; the last one for a value wins. */
  rememberValues(of: FieldOfType, values: readonly RememberedValue[]): Promise<void>
  /** `values`: folded. */
  forgetRememberedValues(of: FieldOfType, values: readonly string[]): Promise<void>
}

export interface FieldOfType {
  entityType: string
  /** The field's key. */
  field: string
}

/** What a team chose for a value of a field. */
export interface RememberedValue {
  /** Folded. */
  value: string
  correction: string
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
  notices: ImportNotices
  upkeep: ImportUpkeep
}

/** Who runs an import, by the database's clock. */
export interface ImportLeases {
  /** The import, when it is `importing` and nobody else's lease is alive. */
  take(id: string, owner: string, milliseconds: number): Promise<Import | null>
  renew(id: string, owner: string, milliseconds: number): Promise<boolean>
  /**
   * Renews the lease and records the batch that is to begin at `from`, before it begins: what killed a
   * process is found by it. False when the lease or the cursor is another one by now.
   */
  begin(id: string, owner: string, batch: BatchBegun): Promise<boolean>
  release(id: string, owner: string): Promise<void>
  /**
   * Ends a run that `owner` still holds: `completedAt` is set, the lease ends. Null when the lease is
   * somebody else's by now or the import is no longer `importing`.
   */
  finish(
    id: string,
    owner: string,
    end: { status: 'completed' | 'failed' | 'cancelled'; warnings?: Import['warnings'] },
  ): Promise<Import | null>
  /** Ids of `importing` imports without a live lease, those waiting longest first. */
  abandoned(): Promise<string[]>
  /** Says that these wait for a place in a process that lives; whoever has one may still take them. */
  markWaiting(ids: readonly string[]): Promise<void>
}

interface BatchBegun {
  from: number
  attempt: Attempt
  milliseconds: number
}

export interface FailedRows {
  /** Keyset chunks in row order. */
  after(importId: string, rowNumber: number, limit: number): Promise<FailedRow[]>
  /**
   * The rows in row order as lines of CSV in UTF-8: the cells of `headers`, then the reason, each quoted
   * and with its formula guard. Read as fast as they are taken, in constant memory.
   */
  lines(asked: { importId: string; headers: readonly string[] }): AsyncIterable<Uint8Array>
  /**
   * Keeps the failed rows for so long, by the database's clock: a download has begun, or goes on.
   * False: they are gone, or about to go.
   */
  keep(importId: string, milliseconds: number): Promise<boolean>
}

/** Which ends of imports the host has yet to be told. Written with the end itself, so that no crash loses one. */
export interface ImportNotices {
  /** Ids of imports to be told of now. */
  due(limit: number): Promise<string[]>
  /** For one caller: nobody else is given it for so long. Null: told meanwhile, or somebody else tells. */
  claim(id: string, milliseconds: number): Promise<NoticeClaim | null>
  told(claim: NoticeClaim): Promise<void>
  /** To be told again after `milliseconds`; null: not any more. */
  putOff(claim: NoticeClaim, milliseconds: number | null): Promise<void>
}

export interface NoticeClaim {
  record: Import
  /** How often it was claimed, from 1. */
  tries: number
  /** Marks this claim: a later one has another time. */
  until: Date
}

export interface ImportUpkeep {
  /** Drafts whose record nobody has changed since. */
  abandonedDrafts(before: Date): Promise<string[]>
  /** Drafts in `reviewing` or `previewing`: their preparation may have to go on after a restart. */
  inPreparation(): Promise<string[]>
  /** Deletes the drafts among `ids`; what was changed since or started stays. Answers the ids deleted. */
  deleteDrafts(ids: string[], before: Date): Promise<string[]>
  /**
   * Those of `ids` whose row stores may go: they ended before then. Nobody can resume them from now on.
   * Also answers what an earlier call answered, in case its caller died.
   */
  releaseRows(ids: string[], before: Date): Promise<string[]>
  /** Removes the failed rows of what ended before then and is not downloaded. Answers how many. */
  pruneFailedRows(before: Date): Promise<number>
  /** Deletes what ended before then and is not downloaded, with all that hangs on it. Answers the ids. */
  deleteRecords(before: Date): Promise<string[]>
  /** Which of the ids have a record. */
  existing(ids: string[]): Promise<Set<string>>
}
