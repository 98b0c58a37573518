import { csvLine } from '../model/failed-rows-file.ts'
import type { FailedRows, Import } from '../model/import.ts'
import { ERROR_HEADER, guardFormula } from '../values/formula-guard.ts'

const BOM = '\ufeff'
/** Milliseconds for which cleanup leaves rows alone that nobody takes: a client may pause so long. */
export const KEPT = 600_000
const KEEP_AGAIN = KEPT / 20

type Exported = Pick<Import, 'id' | 'headers' | 'warnings'>

/**
 * The failed rows as UTF-8 CSV with BOM: all headers in file order, then the reason. Read as fast as they
 * are taken. Ends with an error, never early, when rows were removed under a reader that paused for long.
 */
export function failedRowsCsv(
  failedRows: FailedRows,
  record: Exported,
): ReadableStream<Uint8Array> {
  const file = pieces(failedRows, record)
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await file.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    // The client has gone.
    cancel: async () => void (await file.return(undefined)),
  })
}

async function* pieces(failedRows: FailedRows, record: Exported): AsyncGenerator<Uint8Array> {
  const headers = ownHeaders(record)
  yield new TextEncoder().encode(BOM + csvLine([...headers.map(guardFormula), ERROR_HEADER]))
  let kept = performance.now()
  for await (const piece of failedRows.lines({ importId: record.id, headers })) {
    yield piece
    if (performance.now() - kept < KEEP_AGAIN) continue
    kept = performance.now()
    if (!(await failedRows.keep(record.id, KEPT))) throw new Error('The failed rows were removed.')
  }
}

/** Of a file of failed rows that failed again only the new reasons count. */
function ownHeaders({ headers, warnings }: Exported): string[] {
  const isFailedRowsFile = warnings.some(({ code }) => code === 'failed_rows_file')
  return isFailedRowsFile ? headers.filter((header) => header !== ERROR_HEADER) : headers
}
