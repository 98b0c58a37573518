import type { RowsAnswer } from '../../server-kit/contract/answers.ts'
import type { Cell, ImportView, Value } from '../../server-kit/contract/shapes.ts'
import type { ImportClient } from '../import-client.ts'

export interface CellPlace {
  rowNumber: number
  source: string
}

type Row = RowsAnswer['items'][number]
type RowAt = (offset: number) => Promise<Row | undefined>

/**
 * The row of a number. Its offset is not known: blank rows are numbered but not kept. With none above
 * it is found at once, else in a few steps.
 */
export const findRow = async (
  rowNumber: number,
  { firstRow, rowAt }: { firstRow: number; rowAt: RowAt },
): Promise<Row | null> => {
  let [low, high] = [0, rowNumber - firstRow]
  for (let offset = high; low <= high; offset = Math.floor((low + high) / 2)) {
    const row = await rowAt(offset)
    const ahead = row ? row.rowNumber - rowNumber : 1
    if (row && ahead === 0) return row
    if (ahead < 0) low = offset + 1
    // Each row before it has a number that is smaller by one or more.
    else [low, high] = [row ? Math.max(low, offset - ahead) : low, offset - 1]
  }
  return null
}

/** One row's cell as it stands: decided on its own, else as its value is. Null: there is no such row. */
export const lookUpCell = async (
  { client, record, signal }: { client: ImportClient; record: ImportView; signal: AbortSignal },
  { rowNumber, source }: CellPlace,
): Promise<Cell | null> => {
  const row = await findRow(rowNumber, {
    firstRow: record.source.headerRow + 1,
    rowAt: async (offset) =>
      (await client.rows(record.id, { offset, limit: 1 }, signal)).items.at(0),
  })
  if (!row) return null
  const own = row.decided?.find((cell) => cell.source === source)
  if (own) return own
  const raw = row.cells[record.headers.indexOf(source)] ?? ''
  const value = await lookUpValue({ client, record, signal }, { source, raw })
  return { ...asRead(raw), ...value, rowNumber, source, own: false }
}

const asRead = (value: string) => ({
  value,
  mapped: value,
  error: null,
  correction: null,
  skipped: false,
})

/** A search finds more than the value alone; a blank one comes first in its order. */
const lookUpValue = async (
  { client, record, signal }: { client: ImportClient; record: ImportView; signal: AbortSignal },
  { source, raw }: { source: string; raw: string },
): Promise<Pick<Value, 'value' | 'mapped' | 'error' | 'correction' | 'skipped'> | null> => {
  const page = { source, search: raw.trim(), sort: 'value', order: 'asc', limit: 500 } as const
  const { items } = await client.values(record.id, page, signal)
  const found = items.find(({ value }) => value === raw)
  if (!found) return null
  const { value, mapped, error, correction, skipped } = found
  return { value, mapped, error, correction, skipped }
}
