import { existsSync } from 'node:fs'
import { ImportError } from '../../errors.ts'
import { StoreFile } from './store-file.ts'
import { storePath } from './store-paths.ts'

export const rowsExpired = () =>
  new ImportError('rows_expired', 'The rows of this import are no longer kept.')

/** The open files of one thread: at most `most`, the least recently used is closed first. */
export class OpenStores {
  readonly #most: number
  // In the order of their last use.
  readonly #open = new Map<string, StoreFile>()
  readonly #inUse = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Runs `work` with the store of a folder, which stays open meanwhile. */
  async use<T>(importId: string, folder: string, work: (store: StoreFile) => Promise<T>) {
    const store = this.#opened(importId, folder)
    this.#inUse.set(importId, (this.#inUse.get(importId) ?? 0) + 1)
    try {
      return await work(store)
    } catch (error) {
      throw store.isOpen ? error : rowsExpired()
    } finally {
      this.#release(importId)
    }
  }

  close(importId: string): void {
    this.#open.get(importId)?.close()
    this.#open.delete(importId)
  }

  #release(importId: string) {
    const users = (this.#inUse.get(importId) ?? 1) - 1
    if (users > 0) this.#inUse.set(importId, users)
    else this.#inUse.delete(importId)
    this.#closeLeastUsed()
  }

  #opened(importId: string, folder: string) {
    const path = storePath(folder)
    // Another process may have cleaned up.
    if (!existsSync(path)) {
      this.close(importId)
      throw rowsExpired()
    }
    const known = this.#open.get(importId)
    const store = known ?? new StoreFile(importId, folder, path)
    this.#open.delete(importId)
    this.#open.set(importId, store)
    this.#closeLeastUsed()
    return store
  }

  #closeLeastUsed() {
    for (const importId of [...this.#open.keys()].slice(0, -1)) {
      if (this.#open.size <= this.#most) return
      if (!this.#inUse.has(importId)) this.close(importId)
    }
  }
}
