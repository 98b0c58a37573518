import Database from 'better-sqlite3'
import { ImportError } from '../../errors.ts'
import type { CellRule } from '../../values/cell-rule.ts'
import { foldKey } from '../../values/fold-key.ts'
import { matchPlanOf, plannedSources } from './built-cells.ts'
import { CellJudge } from './cell-judge.ts'
import type { Counting } from './count-aside.ts'
import { Decisions } from './decisions.ts'
import { GroupedColumns } from './grouped-columns.ts'
import { MatchPages } from './match-pages.ts'
import type { MatchPass } from './match-pass.ts'
import { OwnCells } from './own-cells.ts'

/** How a column stands, as kept in `import_columns`. */
export interface ColumnState {
  place: number
  source: string
  rule: CellRule | null
  version: number
  status: 'pending' | 'validating' | 'done'
  /** What the host could not be asked, in a sentence. */
  problem: string | null
  isJudged: boolean
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
  problem: string | null
  is_judged: number
  distinct_values: number | null
}

/** The open file of one import: statements prepared once, columns and decisions remembered. */
export class StoreFile {
  readonly importId: string
  readonly folder: string
  readonly path: string
  readonly totalRows: number
  readonly lastRow: number
  /** Share of the validation of each column, by place; gone with the process, which begins it again. */
  readonly progress = new Map<number, number>()
  /** The columns whose values are being counted, by place. */
  readonly counting = new Map<number, Counting>()
  readonly grouped = new GroupedColumns(this)
  readonly decisions = new Decisions(this)
  readonly cells = new OwnCells(this)
  readonly matches = new MatchPages(this)
  /** The pass whose rows are decided here. */
  matchPass: MatchPass | null = null
  /** Changes of the reviewer that are under way, in slices. */
  runningChanges = 0
  readonly #db: Database.Database
  readonly #statements = new Map<string, Database.Statement<unknown[], never>>()
  #columns: ColumnState[] | null = null
  #judges = new Map<string, CellJudge>()

  constructor(importId: string, folder: string, path: string) {
    this.importId = importId
    this.folder = folder
    this.path = path
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

  /** Opens another file beside this one, under a name for its tables. */
  attach(path: string, schema: string): void {
    this.#db.prepare(`ATTACH ? AS ${schema}`).run(path)
  }

  detach(schema: string): void {
    if (this.#db.open) this.#db.exec(`DETACH ${schema}`)
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

  /**
   * All of `work` or nothing. What can be worked out again may be `lasting later`: it does not wait for
   * the disk, and the next transaction that does brings it along.
   */
  transaction<T>(work: () => T, waits: 'lasting' | 'lasting later' = 'lasting'): T {
    if (waits === 'lasting') return this.#db.transaction(work).immediate()
    this.#db.pragma('synchronous = NORMAL')
    try {
      return this.#db.transaction(work).immediate()
    } finally {
      this.#db.pragma('synchronous = FULL')
    }
  }

  /** In file order. */
  columns(): ColumnState[] {
    this.#columns ??= this.all<ColumnRow>(
      `SELECT place, source, rule, rule_version, status, problem, is_judged, distinct_values
       FROM import_columns ORDER BY place`,
    ).map((row) => ({
      place: row.place,
      source: row.source,
      rule: row.rule === null ? null : JSON.parse(row.rule),
      version: row.rule_version,
      status: row.status,
      problem: row.problem,
      isJudged: row.is_judged === 1,
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

  /** See `ReviewProgress`. */
  rulesRevision(): number {
    const row = this.get<{ rules_revision: number }>('SELECT rules_revision FROM store')
    return row?.rules_revision ?? 0
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

  /**
   * What was matched does not hold any more; a pass that runs is overtaken. `source`: only cells of this
   * column have changed. Where it decides nothing, what the rows do stays.
   */
  outdateMatches(source?: string): void {
    const isKept = source !== undefined && this.#decidesNothing(source)
    this.matchPass = null
    this.run(
      `UPDATE store SET match_pass = match_pass + 1, match_status = 'pending', matched_rows = 0,
       match_scope = CASE WHEN @isKept AND (match_status = 'done' OR match_scope = 'withheld')
         THEN 'withheld' ELSE 'all' END`,
      { isKept: isKept ? 1 : 0 },
    )
  }

  #decidesNothing(source: string): boolean {
    const plan = matchPlanOf(this)
    return !plan.withValues && !plannedSources(plan).has(source)
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
