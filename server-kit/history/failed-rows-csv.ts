import Papa from 'papaparse'
import type { FailedRows, Import } from '../model/import.ts'
import { guardFormula } from './formula-guard.ts'

const CHUNK = 1000
const LINE_END = '\r\n'

/** The header of the column that says why a row failed; a re-upload recognises it. */
export const ERROR_HEADER = 'Import Error'

/** The failed rows as UTF-8 CSV with BOM, read in keyset chunks as fast as they are taken. */
export function failedRowsCsv(
  failedRows: FailedRows,
  record: Pick<Import, 'id' | 'headers'>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: number | null = null
  return new ReadableStream({
    async pull(controller) {
      if (after === null) {
        after = 0
        controller.enqueue(encoder.encode(`\ufeff${line([[...record.headers, ERROR_HEADER]])}`))
        return
      }
      const rows = await failedRows.after(record.id, after, CHUNK)
      const last = rows.at(-1)
      if (!last) return controller.close()
      after = last.rowNumber
      const cells = rows.map(({ data, error }) => [
        ...record.headers.map((header) => guardFormula(data[header] ?? '')),
        guardFormula(error),
      ])
      controller.enqueue(encoder.encode(line(cells)))
    },
  })
}

const line = (rows: string[][]) => Papa.unparse(rows, { newline: LINE_END }) + LINE_END
