import Papa from 'papaparse'
import type { FailedRows, Import } from '../model/import.ts'
import { ERROR_HEADER, guardFormula } from '../values/formula-guard.ts'

const CHUNK = 1000
const LINE_END = '\r\n'

/** The failed rows as UTF-8 CSV with BOM, read in keyset chunks as fast as they are taken. */
export function failedRowsCsv(
  failedRows: FailedRows,
  record: Pick<Import, 'id' | 'headers'>,
): ReadableStream<Uint8Array> {
  // Of a file of failed rows that failed again only the new reasons count.
  const headers = record.headers.filter((header) => header !== ERROR_HEADER)
  const encoder = new TextEncoder()
  let after: number | null = null
  return new ReadableStream({
    async pull(controller) {
      if (after === null) {
        after = 0
        const first = line([[...headers.map(guardFormula), ERROR_HEADER]])
        controller.enqueue(encoder.encode(`\ufeff${first}`))
        return
      }
      const rows = await failedRows.after(record.id, after, CHUNK)
      const last = rows.at(-1)
      if (!last) return controller.close()
      after = last.rowNumber
      const cells = rows.map(({ data, error }) => [
        ...headers.map((header) => guardFormula(data[header] ?? '')),
        guardFormula(error),
      ])
      controller.enqueue(encoder.encode(line(cells)))
    },
  })
}

const line = (rows: string[][]) => Papa.unparse(rows, { newline: LINE_END }) + LINE_END
