import { createReadStream, createWriteStream, mkdirSync, rmSync, type WriteStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  constants,
  createBrotliCompress,
  createBrotliDecompress,
  type BrotliCompress,
} from 'node:zlib'
import { FileReader, type FileOptions } from '../../upload/file-reader.ts'
import { filePieces } from '../../upload/file-pieces.ts'
import type { Reading } from '../row-store.ts'
import { RowLoader } from './row-loader.ts'
import { keptUpload, nextStorePath, storePath } from './store-paths.ts'

/** Twice as fast as gzip's fastest, and no larger. */
const FASTEST = {
  [constants.BROTLI_PARAM_QUALITY]: 0,
  [constants.BROTLI_PARAM_LGWIN]: 18,
}

/** Reads one upload, piece by piece, into the files of its import, and keeps it for `reread`. */
export class UploadReading {
  readonly #loader: RowLoader
  readonly #reader: FileReader
  readonly #kept: BrotliCompress
  readonly #written: Promise<void>
  #size = 0

  constructor(folder: string, options: FileOptions) {
    mkdirSync(folder, { recursive: true })
    this.#loader = new RowLoader(storePath(folder))
    this.#reader = new FileReader(this.#loader, options)
    this.#kept = createBrotliCompress({ params: FASTEST })
    this.#written = keep(this.#kept, createWriteStream(keptUpload(folder)))
    // An error of it comes out where the upload ends; until then nobody listens.
    this.#written.catch(() => {})
  }

  /** The reading, after the last piece. */
  async push(bytes: Uint8Array, isLast: boolean): Promise<Reading | null> {
    this.#size += bytes.length
    const kept = this.#keep(bytes)
    this.#reader.push(bytes, isLast)
    await Promise.race([kept, this.#written])
    if (!isLast) return null
    this.#kept.end()
    await this.#written
    return finish(this.#reader, this.#loader, this.#size)
  }

  /** Compresses the bytes in a thread of Node's own; resolves when they are not needed any more. */
  #keep(bytes: Uint8Array) {
    const kept = new Promise<void>((resolve, reject) => {
      this.#kept.write(bytes, (error) => (error ? reject(error) : resolve()))
    })
    // It is met only after the reading, which may end before.
    kept.catch(() => {})
    return kept
  }

  stop(): void {
    this.#kept.destroy()
    this.#loader.close()
  }
}

async function keep(compressed: BrotliCompress, file: WriteStream) {
  compressed.pipe(file)
  compressed.on('error', () => file.destroy())
  compressed.on('close', () => file.end())
  await finished(file)
}

async function finish(reader: FileReader, loader: RowLoader, fileSize: number): Promise<Reading> {
  const reading = { ...reader.finish(), fileSize }
  await loader.finish(reading)
  return reading
}

/** Reads the kept upload into a second file beside the first. */
export async function readKept(folder: string, options: FileOptions): Promise<Reading> {
  const path = nextStorePath(folder)
  rmSync(path, { force: true })
  const loader = new RowLoader(path)
  try {
    const reader = new FileReader(loader, options)
    const body = createBrotliDecompress()
    // Not `pipe`, which leaves errors of the file to nobody: they would end the thread.
    pipeline(createReadStream(keptUpload(folder)), body, () => {})
    let size = 0
    for await (const { bytes, isLast } of filePieces(body, Infinity)) {
      size += bytes.length
      reader.push(bytes, isLast)
      await nextTurn()
    }
    return await finish(reader, loader, size)
  } catch (error) {
    loader.close()
    throw error
  }
}
