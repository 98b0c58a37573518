import type { MatchPlan } from '../row-store.ts'
import { CellBuilder, firstLinkKey, keyOf } from './built-cells.ts'
import type { LinkColumn, RowKeys } from './keyed-rows.ts'
import type { Cells } from './packed-column.ts'
import type { MappedColumn, StoreFile } from './store-file.ts'

/** Rows as selected: the row number, then the cells of some columns. */
export type RowTuple = [number, ...string[]]

export interface TypedColumn {
  column: MappedColumn
  values: Cells
}

export const builderOf = (store: StoreFile, tuples: readonly RowTuple[]) =>
  new CellBuilder(store, tuples[0]?.[0] ?? 0, tuples.at(-1)?.[0] ?? 0)

/** Types columns of rows; `at`: where a column's cell is in a tuple. */
export function typeColumns(
  builder: CellBuilder,
  tuples: readonly RowTuple[],
  columns: readonly { column: MappedColumn; at: number }[],
): TypedColumn[] {
  return columns.map(({ column, at }) => {
    const typed = builder.typing(column)
    return { column, values: tuples.map((tuple) => typed(tuple[0], String(tuple[at]))) }
  })
}

/** What decides rows, of a plan's columns. */
export function keyColumns(plan: MatchPlan, typed: readonly TypedColumn[], rows: number): RowKeys {
  const bySource = new Map(typed.map(({ column, values }) => [column.source, values]))
  return {
    keys: plan.keys.map(({ source, field }) => ({
      field,
      values: keysOfColumn(bySource.get(source), rows),
    })),
    links: plan.links.map(({ link, keys }) => linkColumn(link, keys, { bySource, rows })),
    missing: plan.required.flatMap(({ source, message }) => {
      const blank = blanksOf(bySource.get(source), rows)
      return blank.length > 0 ? [{ message, rows: blank }] : []
    }),
  }
}

/** The record's own fields of typed columns. */
export const ownFields = (typed: readonly TypedColumn[]) =>
  typed.flatMap(({ column: { rule }, values }) =>
    rule.entityLink === null ? [{ target: rule.target, values }] : [],
  )

const keysOfColumn = (values: Cells | undefined, rows: number) =>
  values ? values.map((value) => keyOf(value ?? null)) : Array.from({ length: rows }, () => null)

/** The places of the rows whose cell is blank, withheld or not in the file. */
function blanksOf(values: Cells | undefined, rows: number): number[] {
  const places: number[] = []
  for (let place = 0; place < rows; place++)
    if ((values?.[place] ?? null) === null) places.push(place)
  return places
}

interface Linking {
  bySource: ReadonlyMap<string, Cells>
  rows: number
}

function linkColumn(
  link: string,
  planned: { source: string; field: string }[],
  { bySource, rows }: Linking,
): LinkColumn {
  const columns = planned.map(({ source, field }) => ({
    field,
    values: bySource.get(source) ?? [],
  }))
  const keys = Array.from({ length: rows }, (_, place) => firstLinkKey(columns, place))
  return {
    link,
    fields: planned.map(({ field }) => field),
    decidedBy: Int8Array.from(keys, (key) => (key ? key.by : -1)),
    values: keys.map((key) => key?.values ?? null),
    texts: keys.map((key) => key?.texts ?? null),
  }
}
