import type { z } from 'zod'
import type { Option } from '../contract/shapes.ts'
import type { FieldType, MatchBehavior } from '../contract/stages.ts'
import type { CellValue, ItemValue } from '../values/cell-rule.ts'

export type MaybePromise<T> = T | Promise<T>

/** A target of a column. Lists are `multiple`; dates arrive as `YYYY-MM-DD`, datetimes as UTC instants. */
export interface FieldDefinition {
  key: string
  label: string
  /** Default `text`: a value that no one retypes. */
  type?: FieldType
  required?: boolean
  multiple?: boolean
  /** The options of a `choice`. */
  options?: readonly (Option | string)[]
  example?: string
  icon?: string
  /** Other headers that mean this field. */
  guesses?: readonly string[]
  /** A rule on the typed value, or on each item of a list; its first message is the error. */
  rules?: z.ZodType
  /**
   * What only the host can say about values, such as whether a code exists: a sentence for each one that
   * is wrong, `null` for the others, aligned with `values`. They are distinct typed values, or items of
   * a list, that `rules` accept; at most 500 a call. Asked in the review, outside a transaction.
   */
  validate?(values: ItemValue[], context: ImporterContext): MaybePromise<(string | null)[]>
  /** A value, or an item of a list, that stands in several rows of the file is an error in all of them. */
  unique?: boolean
  /** How an update treats a list: default `merge`, without doubles. */
  listUpdate?: 'merge' | 'replace'
  /** ISO 3166 country for phone numbers without a prefix. Default: the importer's, else `US`. */
  defaultCountry?: string
}

/** A field that can find the existing record. The highest priority decides first. */
export interface MatchableFieldDefinition {
  field: string
  /** Default: the field's own label. */
  label?: string
  priority: number
  behavior: MatchBehavior
  multiValue?: boolean
  /**
   * The type of a link's matchable field. Default: that of the field of the linked importer, where its
   * `fields` are a list; else `text`. The same holds for `label` and `multiValue`.
   */
  type?: FieldType
  guesses?: readonly string[]
}

/** A relation to another entity. */
export interface EntityLinkDefinition {
  key: string
  label: string
  icon?: string
  entityType: string
  multiple?: boolean
  guesses?: readonly string[]
  matchableFields: readonly MatchableFieldDefinition[]
  /** Default: the `findBy` of the importer registered for `entityType`. */
  findBy?(query: FindQuery, context: ImporterContext): MaybePromise<FoundRecord[]>
  /** Makes one record per value, aligned with `values`. Default: `createLinked` of that importer. */
  create?(values: LinkValue[], context: ImporterContext): MaybePromise<SaveResult[]>
}

/** Team, user and transaction of a call. On SQLite, inside `save`, nothing may return a promise. */
export interface ImporterContext<Tx = unknown> {
  teamId: string
  userId: string
  importId: string
  /** The batch's transaction; outside of one, the database itself. */
  tx: Tx
  /** The time of the call, by the kit's clock. */
  now: Date
  /**
   * Aborts when the call has taken longer than the option `hostCallTimeout`, or its transaction is
   * over: what still comes is not waited for, and `tx` refuses it.
   */
  signal: AbortSignal
  /** Only for an importer that says `awaitsTurn`: resolves when the batch may be written. */
  turn?: Promise<void>
}

export interface FindQuery {
  field: string
  /** Folded (trimmed, lower case), distinct, not blank. At most 5,000. */
  values: string[]
}

export interface FoundRecord {
  /** The value asked for, as asked. */
  value: string
  id: string
  name?: string | undefined
}

/** The keys of a whole file. */
export interface FindManyQuery {
  /** The fields that `queries` are about. */
  fields: readonly string[]
  /** Each value once. */
  queries: AsyncIterable<FindQuery>
  /** Takes some thousand records that were found, in any order; resolves when it may have more. */
  found(field: string, records: FoundRecord[]): Promise<void>
}

export interface LoadedRecord {
  id: string
  name: string
  values: Record<string, CellValue>
}

export interface LinkValue {
  field: string
  /** As the user wrote it. */
  value: string
}

/** A row as far as it is known before it is written: what a rule across fields can judge. */
export interface RowToCheck {
  rowNumber: number
  /** What the row will do. */
  action: 'create' | 'update'
  /** Typed values by field; of an update only what the file says. Withheld cells are not in it. */
  values: Record<string, CellValue>
}

/** One row to write. Only what is in `values` and `links` is to be changed. */
export interface ImportRecord {
  rowNumber: number
  /** `<importId>:<row_number>`: the same on every attempt. */
  idempotencyKey: string
  action: 'create' | 'update'
  /** Of the record to update; null for a create. */
  id: string | null
  values: Record<string, CellValue>
  /** Ids of linked records by link key; one at most unless the link is `multiple`. */
  links: Record<string, string[]>
}

/** What became of a record: written, refused with a sentence, or (an update) no longer there. */
export type SaveResult = { id: string } | { error: string } | { gone: true }

/**
 * The host's definition of one entity type. `findBy`, `load` and `save` are called with batches; the
 * kit never sees the host's tables. See `defineImporter` and, for drizzle tables, `drizzleImporter`.
 */
export interface ImporterDefinition<Tx = unknown> {
  entityType: string
  /** Plural, as users say it: `People`. */
  label: string
  /** Default: `label`. */
  singular?: string
  icon?: string | null
  fields:
    | readonly FieldDefinition[]
    | ((team: { teamId: string }) => MaybePromise<readonly FieldDefinition[]>)
  /** Fields that a team has besides, after `fields`. */
  teamFields?(team: { teamId: string }): MaybePromise<readonly FieldDefinition[]>
  matchableFields?: readonly MatchableFieldDefinition[]
  entityLinks?: readonly EntityLinkDefinition[]
  defaultCountry?: string
  /** What a blank cell does to the record it updates. Default `keep`. */
  blankCells?: 'keep' | 'clear'
  /**
   * A rule across the fields of a row: a sentence when the row must not be written, else `null`. Asked
   * for each row in the preview and again when it is written, so it has to answer at once and alike.
   */
  validateRow?(row: RowToCheck): string | null
  /**
   * Existing records by one field; two records for one value are both returned. For the preview of a
   * large file it is called up to three times at once, in the import's own batches one after the other.
   */
  findBy(query: FindQuery, context: ImporterContext<Tx>): MaybePromise<FoundRecord[]>
  /**
   * Whether `findBy` keeps to the team for certain. Else what it finds is loaded before it is updated or
   * linked, and a row whose record `load` does not know is an error. Default false; `drizzleImporter`
   * says true.
   */
  keepsToTeam?: boolean
  /**
   * What `findBy` would find for all keys of a large file, where the database does that quicker than page
   * by page. Only for the preview, only with `keepsToTeam`, and only on Postgres, in a transaction of its
   * own. When it answers false, before the first query, or throws, `findBy` is asked instead. It may take
   * as long as something moves: the time limit counts anew with each query and each call of `found`.
   */
  findMany?(query: FindManyQuery, context: ImporterContext<Tx>): Promise<boolean>
  /**
   * Whether `save` awaits `context.turn`, where there is one, before it writes, and whatever is called in
   * a batch reads through `context.tx` alone. Then a batch of new records is looked up and made ready on a
   * second connection while the one before it is written, on Postgres. Default false; `drizzleImporter`
   * says true.
   */
  awaitsTurn?: boolean
  /** The records as they are: for old → new in the preview, and to merge lists. */
  load?(ids: string[], context: ImporterContext<Tx>): MaybePromise<LoadedRecord[]>
  /** Writes a batch; the answer is aligned with `records`. */
  save(records: ImportRecord[], context: ImporterContext<Tx>): MaybePromise<SaveResult[]>
  /** Makes the records that a link needs. Default: `save` with the value in its field and in `name`. */
  createLinked?(values: LinkValue[], context: ImporterContext<Tx>): MaybePromise<SaveResult[]>
}

export interface ImporterField extends Required<
  Pick<
    FieldDefinition,
    'key' | 'label' | 'type' | 'required' | 'multiple' | 'unique' | 'listUpdate'
  >
> {
  options: Option[] | null
  example: string | null
  icon: string | null
  guesses: string[]
  rules: z.ZodType | null
  validate: NonNullable<FieldDefinition['validate']> | null
  defaultCountry: string
}

/** A checked importer: defaults filled in, fields resolved per team. It is a definition itself. */
export interface Importer extends Omit<
  ImporterDefinition,
  'matchableFields' | 'entityLinks' | 'singular' | 'icon' | 'blankCells' | 'defaultCountry'
> {
  singular: string
  icon: string | null
  blankCells: 'keep' | 'clear'
  defaultCountry: string
  matchableFields: readonly MatchableFieldDefinition[]
  entityLinks: readonly EntityLinkDefinition[]
  fieldsFor(teamId: string): Promise<ImporterField[]>
}
