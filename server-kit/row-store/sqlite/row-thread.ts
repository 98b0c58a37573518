import { existsSync, renameSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { ImportError } from '../../errors.ts'
import type { FilePiece } from '../../upload/file-pieces.ts'
import type { FileOptions } from '../../upload/file-reader.ts'
import type { Reading } from '../row-store.ts'
import { OpenStores, rowsExpired } from './open-stores.ts'
import { isSteps } from './slices.ts'
import { STORE_CALLS, type StoreCalls } from './store-calls.ts'
import type { StoreFile } from './store-file.ts'
import { keptUpload, nextStorePath, storeFolder, storePath } from './store-paths.ts'
import { sentError, type ThreadAnswer, type ThreadSettings } from './thread-messages.ts'
import { readKept, UploadReading } from './upload-reading.ts'
import { valuesAside } from './values-aside.ts'

// The entry of a row thread: it owns the open files of the imports that are bound to it.

const settings: ThreadSettings = workerData
const stores = new OpenStores(settings.mostOpen)
const readings = new Map<string, UploadReading>()
const rereading = new Set<string>()
const cancelled = new Set<number>()

/** The answer to a piece: the bytes go back, to be filled again. */
export interface ReadPiece {
  reading: Reading | null
  bytes: Uint8Array<ArrayBuffer>
}

const isReadPiece = (result: unknown): result is ReadPiece =>
  typeof result === 'object' &&
  result !== null &&
  'bytes' in result &&
  result.bytes instanceof Uint8Array

type StoreCall = (store: StoreFile, ...args: never[]) => unknown

interface Request {
  id: number
  name: string
  importId: string
  args: never[]
}

/** Refuses where the rows are gone, or the mapping is saved and the file with it gone. */
function assertKept(folder: string) {
  if (!existsSync(storePath(folder))) throw rowsExpired()
  if (!existsSync(keptUpload(folder))) {
    throw new ImportError('wrong_stage', 'The file is not kept any more. Please upload it again.')
  }
}

function swapStores(importId: string, folder: string) {
  stores.close(importId)
  // What a killed process left in the log belongs to the file that goes.
  for (const log of ['-wal', '-shm']) rmSync(`${storePath(folder)}${log}`, { force: true })
  renameSync(nextStorePath(folder), storePath(folder))
}

/** Calls that are about the files of an import rather than its open store. */
const FILE_CALLS = {
  startReading(importId: string, options: FileOptions): void {
    const folder = storeFolder(settings.storageDir, importId)
    if (existsSync(folder)) throw new Error('This import has a row store already')
    readings.set(importId, new UploadReading(folder, options))
  },

  async readPiece(importId: string, { bytes, isLast }: FilePiece): Promise<ReadPiece> {
    const reading = readings.get(importId)
    if (!reading) throw rowsExpired()
    const read = await reading.push(bytes, isLast)
    if (isLast) readings.delete(importId)
    return { reading: read, bytes }
  },

  async reread(importId: string, options: FileOptions): Promise<Reading> {
    const folder = storeFolder(settings.storageDir, importId)
    assertKept(folder)
    if (rereading.has(importId)) {
      throw new ImportError('wrong_stage', 'The file is being read already. Wait a moment.')
    }
    rereading.add(importId)
    try {
      const reading = await readKept(folder, options)
      // The mapping may have been saved meanwhile: it is about the earlier reading.
      assertKept(folder)
      swapStores(importId, folder)
      return reading
    } catch (error) {
      // Or before the first byte was read, which then failed for want of the file.
      assertKept(folder)
      throw error
    } finally {
      rereading.delete(importId)
      rmSync(nextStorePath(folder), { force: true })
    }
  },

  bringLog(_importId: string, database: string): void {
    const db = new Database(database, { fileMustExist: true })
    try {
      db.pragma('wal_checkpoint(PASSIVE)')
    } finally {
      db.close()
    }
  },

  async destroy(importId: string): Promise<void> {
    const folder = storeFolder(settings.storageDir, importId)
    readings.get(importId)?.stop()
    readings.delete(importId)
    stores.close(importId)
    await valuesAside.leave(storePath(folder))
    rmSync(folder, { recursive: true, force: true })
  },
} as const

const isStoreCall = (name: string): name is keyof StoreCalls => Object.hasOwn(STORE_CALLS, name)
const isFileCall = (name: string): name is keyof typeof FILE_CALLS =>
  Object.hasOwn(FILE_CALLS, name)

async function answer({ id, name, importId, args }: Request): Promise<unknown> {
  if (isFileCall(name)) {
    const call: (importId: string, ...args: never[]) => unknown = FILE_CALLS[name]
    return call(importId, ...args)
  }
  if (!isStoreCall(name)) throw new Error(`A row thread has no call “${name}”`)
  const call: StoreCall = STORE_CALLS[name]
  const folder = storeFolder(settings.storageDir, importId)
  return stores.use(importId, folder, (store) => settled(id, call(store, ...args)))
}

/** Takes the steps of long work one by one; calls that wait come in between. */
async function settled(id: number, result: unknown): Promise<unknown> {
  if (!isSteps(result)) return result
  for (;;) {
    const step = result.next()
    if (step.done) return step.value
    await (step.value ?? nextTurn())
    if (cancelled.has(id)) return undefined
  }
}

async function handle(request: Request) {
  const { id } = request
  const send = (message: ThreadAnswer, transfer: ArrayBuffer[] = []) =>
    parentPort?.postMessage(message, transfer)
  try {
    const result = await answer(request)
    send({ id, result }, isReadPiece(result) ? [result.bytes.buffer] : [])
  } catch (error) {
    send({ id, error: sentError(error) })
  } finally {
    cancelled.delete(id)
  }
}

parentPort?.on('message', (message: Request | { cancel: number }) => {
  if ('cancel' in message) cancelled.add(message.cancel)
  else void handle(message)
})

export type FileCalls = typeof FILE_CALLS
