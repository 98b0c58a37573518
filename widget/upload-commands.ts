import type { ReadingChange } from './import-client.ts'
import { ImportClientError, isAbort, toClientError } from './import-client-error.ts'
import { emptyUpload } from './wizard-state.ts'
import type { WizardStore } from './wizard-store.ts'

/** Commands of the first step: send, read in another way, remove, go on. */
export class UploadCommands {
  #store: WizardStore
  #sending: AbortController | null = null

  constructor(store: WizardStore) {
    this.#store = store
  }

  /** Sends a file; one that was uploaded before is replaced by it, once it was accepted. */
  async send(file: File): Promise<void> {
    const store = this.#store
    const { view, busy } = store.state
    if (busy || view.step !== 'upload') return
    const replaced = view.record
    const refusal = this.#refusalOf(file)
    if (refusal) return store.patchView('upload', { refusal })
    this.#sending = new AbortController()
    store.patch({
      busy: 'upload',
      failure: null,
      view: { ...emptyUpload, record: replaced, file: { name: file.name, size: file.size } },
    })
    await this.#stream(file, this.#sending.signal)
    store.patch({ busy: null })
    if (replaced && store.record && store.record.id !== replaced.id) this.#forget(replaced.id)
  }

  /** Stops a file on its way; the server removes what it had of it. */
  cancel(): void {
    this.#sending?.abort()
  }

  reread(change: ReadingChange): Promise<boolean> {
    const store = this.#store
    return store.commandOn(
      'reread',
      (id, signal) => store.client.reread(id, change, signal),
      (record) => store.show(record),
    )
  }

  /** Discards the import with its rows. */
  remove(): Promise<boolean> {
    const store = this.#store
    return store.commandOn(
      'remove',
      (id, signal) => store.client.discard(id, signal),
      () => store.reset(),
    )
  }

  /** From the card of the uploaded file to the mapping. */
  goOn(): void {
    const { record } = this.#store
    if (record) this.#store.show(record, { showsCard: false })
  }

  async #stream(file: File, signal: AbortSignal): Promise<void> {
    const store = this.#store
    const { entityType } = store.state
    try {
      const record = await store.client.upload(file, {
        entityType,
        timeZone: store.options.timeZone(),
        onProgress: (progress) => store.patchView('upload', { progress }),
        signal,
      })
      if (!signal.aborted) store.patch({ view: { ...emptyUpload, record } })
    } catch (error) {
      const refusal = isAbort(error) ? null : toClientError(error)
      store.patchView('upload', { file: null, progress: null, refusal })
    }
  }

  /** What needs no server to be refused. */
  #refusalOf(file: File): ImportClientError | null {
    const limit = this.#store.state.schema?.limits.fileBytes ?? Infinity
    const details = { limit }
    const shared = { message: '', status: 0 }
    if (file.size === 0) return new ImportClientError({ ...shared, code: 'empty_file' })
    if (file.size <= limit) return null
    return new ImportClientError({ ...shared, code: 'file_too_large', details })
  }

  #forget(id: string): void {
    // A draft left over is swept by the server: nothing to trouble the user with.
    this.#store.client.discard(id).catch(() => undefined)
  }
}
