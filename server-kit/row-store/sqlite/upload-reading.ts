import { createReadStream, createWriteStream, mkdirSync, rmSync, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import { createGunzip, createGzip, type Gzip } from 'node:zlib'
import { FileReader, type FileOptions } from '../../upload/file-reader.ts'
import { filePieces } from '../../upload/file-pieces.ts'
import type { Reading } from '../row-store.ts'
import { RowLoader } from './row-loader.ts'
import { keptUpload, nextStorePath, storePath } from './store-paths.ts'

/** Reads one upload, piece by piece, into the files of its import, and keeps it for `reread`. */
export class UploadReading {
  readonly #loader: RowLoader
  readonly #reader: FileReader
  readonly #kept: Gzip
  readonly #written: Promise<void>
  #size = 0

  constructor(folder: string, options: FileOptions) {
    mkdirSync(folder, { recursive: true })
    this.#loader = new RowLoader(storePath(folder))
    this.#reader = new FileReader(this.#loader, options)
    this.#kept = createGzip({ level: 1 })
    this.#written = keep(this.#kept, createWriteStream(keptUpload(folder)))
    // An error of it comes out where the upload ends; until then nobody listens.
    this.#written.catch(() => {})
  }

  /** The reading, after the last piece. */
  async push(bytes: Uint8Array, isLast: boolean): Promise<Reading | null> {
    this.#size += bytes.length
    const hasRoom = this.#kept.write(bytes)
    this.#reader.push(bytes, isLast)
    if (isLast) {
      this.#kept.end()
      await this.#written
      return finish(this.#reader, this.#loader, this.#size)
    }
    if (!hasRoom) await Promise.race([once(this.#kept, 'drain'), this.#written])
    return null
  }

  stop(): void {
    this.#kept.destroy()
    this.#loader.close()
  }
}

async function keep(compressed: Gzip, file: WriteStream) {
  compressed.pipe(file)
  compressed.on('error', () => file.destroy())
  compressed.on('close', () => file.end())
  await finished(file)
}

function finish(reader: FileReader, loader: RowLoader, fileSize: number): Reading {
  const reading = { ...reader.finish(), fileSize }
  loader.finish(reading)
  return reading
}

/** Reads the kept upload into a second file beside the first. */
export async function readKept(folder: string, options: FileOptions): Promise<Reading> {
  const path = nextStorePath(folder)
  rmSync(path, { force: true })
  const loader = new RowLoader(path)
  try {
    const reader = new FileReader(loader, options)
    const body = createReadStream(keptUpload(folder)).pipe(createGunzip())
    let size = 0
    for await (const { bytes, isLast } of filePieces(body, Infinity)) {
      size += bytes.length
      reader.push(bytes, isLast)
      await nextTurn()
    }
    return finish(reader, loader, size)
  } catch (error) {
    loader.close()
    throw error
  }
}

/** Lets calls for other imports in between. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
