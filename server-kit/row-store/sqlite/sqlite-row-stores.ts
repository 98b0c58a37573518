import { readdir, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { ImportError } from '../../errors.ts'
import { filePieces } from '../../upload/file-pieces.ts'
import { brokenOff } from '../../upload/read-refusals.ts'
import type { Reading, ReadOptions, RowStores } from '../row-store.ts'
import type { ReadPiece } from './row-thread.ts'
import { RowThreads } from './row-threads.ts'
import { sqliteRowStore } from './sqlite-row-store.ts'
import { isStoreName, storeFolder, storePath } from './store-paths.ts'

export interface SqliteRowStoresOptions {
  /** Each import has a folder of its own here. */
  storageDir: string
  /** Default: as many as cores, at least two. */
  threads?: number
}

/** Row stores as SQLite files, one an import, in worker threads: nothing blocks the caller's thread. */
export function createSqliteRowStores({
  storageDir,
  threads: count,
}: SqliteRowStoresOptions): RowStores {
  const root = resolve(storageDir)
  const threads = new RowThreads(root, count)
  return {
    ingest: (importId, body, options) => ingest({ threads, root, importId }, body, options),
    reread: (importId, options) => threads.call({ name: 'reread', importId }, forThread(options)),
    open: (importId) => sqliteRowStore(threads, importId),
    list: () => listStores(root),
    size: (importIds) => sizeOf(root, importIds),
    logBringer: (importId, client) => {
      if (!(client instanceof Database)) return null
      const path = resolve(client.name)
      return () => threads.call({ name: 'bringLog', importId }, path)
    },
    destroy: async (importId) => {
      await threads.call({ name: 'destroy', importId })
    },
    close: () => threads.close(),
  }
}

/** Of a table in SQLite: 2,000 together with the kit's own. */
const MOST_COLUMNS = 1900

// A signal cannot be sent to a thread.
const forThread = ({ signal: _signal, limits, ...options }: ReadOptions) => ({
  ...options,
  limits: { ...limits, columns: Math.min(limits.columns, MOST_COLUMNS) },
})

interface Target {
  threads: RowThreads
  root: string
  importId: string
}

/** How many pieces may wait in the thread while the next one arrives. */
const MOST_WAITING = 4

async function ingest(
  target: Target,
  body: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<Reading> {
  const { threads, root, importId } = target
  const folder = storeFolder(root, importId)
  await threads.call({ name: 'startReading', importId }, forThread(options))
  try {
    return await forward(target, abortable(body, options.signal), options.limits.fileBytes)
  } catch (error) {
    await threads.call({ name: 'destroy', importId }).catch(() => {})
    // In case the thread itself has gone.
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Sends the body piece by piece; only so many are on their way at once. */
async function forward(
  { threads, importId }: Target,
  body: AsyncIterable<Uint8Array>,
  limit: number,
) {
  const waiting: Promise<ReadPiece>[] = []
  const spare: Uint8Array<ArrayBuffer>[] = []
  let reading: Reading | null = null
  const settled = async () => {
    const read = await waiting.shift()
    if (read) spare.push(read.bytes)
    reading = read?.reading ?? reading
  }
  for await (const piece of filePieces(body, limit, spare)) {
    const transfer = [piece.bytes.buffer]
    const sent = threads.call({ name: 'readPiece', importId, transfer }, piece)
    // Rejections are met below, maybe after the next chunk has arrived.
    sent.catch(() => {})
    waiting.push(sent)
    if (waiting.length >= MOST_WAITING) await settled()
  }
  while (waiting.length > 0) await settled()
  if (!reading) throw new Error('The last piece of a file gave no reading')
  return reading
}

/** A body that ends in any other way than by its end broke off. */
async function* abortable(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await nextUnlessAborted(chunks, signal)
      if (next.done) return
      yield next.value
    }
  } catch (error) {
    throw error instanceof ImportError ? error : brokenOff(error)
  } finally {
    // Not awaited: a body that hangs would never answer.
    void Promise.resolve(chunks.return?.()).catch(() => {})
  }
}

async function sizeOf(root: string, importIds: readonly string[]) {
  let total = 0
  for (const importId of importIds) {
    const folder = storeFolder(root, importId)
    const names = await readdir(folder).catch(() => [])
    const sizes = names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    )
    for (const size of await Promise.all(sizes)) total += size
  }
  return total
}

// Not a race with one promise of the abort: that would keep every chunk until the end.
function nextUnlessAborted(chunks: AsyncIterator<Uint8Array>, signal: AbortSignal | undefined) {
  return new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
    const abort = () => reject(brokenOff(signal?.reason))
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort, { once: true })
    chunks
      .next()
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', abort))
  })
}

async function listStores(root: string) {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory() && isStoreName(entry.name))
  const found = await Promise.all(folders.map(({ name }) => storeAge(root, name)))
  return found.filter((store) => store !== null)
}

async function storeAge(root: string, importId: string) {
  const folder = join(root, importId)
  const times = await Promise.all(
    [folder, storePath(folder), `${storePath(folder)}-wal`].map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
  const changedAt = Math.max(...times)
  return changedAt > 0 ? { importId, changedAt } : null
}
