import Database from 'better-sqlite3'
import { ImportError } from '../../errors.ts'
import type { CellRule } from '../../values/cell-rule.ts'
import { foldKey } from '../../values/fold-key.ts'
import { CellJudge } from './cell-judge.ts'
import { Decisions } from './decisions.ts'

/** How a column stands, as kept in `import_columns`. */
export interface ColumnState {
  place: number
  source: string
  rule: CellRule | null
  version: number
  status: 'pending' | 'validating' | 'done'
  isJudged: boolean
  groupedTo: number
  /** Null until the column is grouped. */
  distinctValues: number | null
}

/** A column that is imported. */
export type MappedColumn = ColumnState & { rule: CellRule }

interface ColumnRow {
  place: number
  source: string
  rule: string | null
  rule_version: number
  status: 'pending' | 'validating' | 'done'
  is_judged: number
  grouped_to: number
  distinct_values: number | null
}

/** The open file of one import: statements prepared once, columns and decisions remembered. */
export class StoreFile {
  readonly importId: string
  readonly folder: string
  readonly totalRows: number
  readonly lastRow: number
  /** Share of the validation of each column, by place; gone with the process, which begins it again. */
  readonly progress = new Map<number, number>()
  readonly decisions = new Decisions(this)
  readonly #db: Database.Database
  readonly #statements = new Map<string, Database.Statement<unknown[], never>>()
  #columns: ColumnState[] | null = null
  #judges = new Map<string, CellJudge>()

  constructor(importId: string, folder: string, path: string) {
    this.importId = importId
    this.folder = folder
    this.#db = new Database(path, { fileMustExist: true })
    this.#db.pragma('journal_mode = WAL')
    this.#db.pragma('synchronous = FULL')
    this.#db.function('contains_folded', { deterministic: true }, (text, part) =>
      foldKey(String(text)).includes(String(part)) ? 1 : 0,
    )
    const row = this.get<{ total_rows: number; last_row: number }>(
      'SELECT total_rows, last_row FROM store',
    )
    this.totalRows = row?.total_rows ?? 0
    this.lastRow = row?.last_row ?? 0
  }

  get isOpen() {
    return this.#db.open
  }

  close(): void {
    this.#db.close()
  }

  all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.#statement(sql).all(...values)
  }

  get<Row>(sql: string, ...values: unknown[]): Row | undefined {
    return this.#statement(sql).get(...values)
  }

  run(sql: string, ...values: unknown[]): number {
    return this.#statement(sql).run(...values).changes
  }

  /** Rows as arrays, in the order of the selected columns. */
  tuples<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.#statement(sql, true).all(...values)
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work).immediate()
  }

  /** In file order. */
  columns(): ColumnState[] {
    this.#columns ??= this.all<ColumnRow>(
      `SELECT place, source, rule, rule_version, status, is_judged, grouped_to, distinct_values
       FROM import_columns ORDER BY place`,
    ).map((row) => ({
      place: row.place,
      source: row.source,
      rule: row.rule === null ? null : JSON.parse(row.rule),
      version: row.rule_version,
      status: row.status,
      isJudged: row.is_judged === 1,
      groupedTo: row.grouped_to,
      distinctValues: row.distinct_values,
    }))
    return this.#columns
  }

  mappedColumns(): MappedColumn[] {
    return this.columns().filter((column): column is MappedColumn => column.rule !== null)
  }

  /** Throws `unknown_column` when the file has none of this name. */
  column(source: string): ColumnState {
    const column = this.columns().find((candidate) => candidate.source === source)
    if (column) return column
    throw new ImportError('unknown_column', `The file has no column “${source}”.`)
  }

  /** Throws `unknown_column` when the column is not imported. */
  mappedColumn(source: string): MappedColumn {
    const { rule, ...column } = this.column(source)
    if (rule) return { ...column, rule }
    throw new ImportError('unknown_column', `The column “${source}” is not imported.`)
  }

  /** Called after every write to `import_columns`. */
  forgetColumns(): void {
    this.#columns = null
  }

  judge({ place, version, rule }: MappedColumn): CellJudge {
    const key = `${place}:${version}`
    const known = this.#judges.get(key)
    if (known) return known
    for (const stale of this.#judges.keys()) {
      if (stale.startsWith(`${place}:`)) this.#judges.delete(stale)
    }
    const judge = new CellJudge(rule)
    this.#judges.set(key, judge)
    return judge
  }

  /** Whatever was matched does not hold any more; a pass that runs is overtaken. */
  outdateMatches(): void {
    this.run(
      `UPDATE store SET match_pass = match_pass + 1, match_status = 'pending', matched_rows = 0,
       match_counts = '{}'`,
    )
  }

  #statement(sql: string, isRaw = false) {
    const key = isRaw ? `raw ${sql}` : sql
    const known = this.#statements.get(key)
    if (known) return known
    const statement = this.#db.prepare<unknown[], never>(sql)
    if (isRaw) statement.raw()
    this.#statements.set(key, statement)
    return statement
  }
}
