import type { WizardStore } from './wizard-store.ts'

/** Commands of the last step. */
export class RunCommands {
  #store: WizardStore

  constructor(store: WizardStore) {
    this.#store = store
  }

  /** Starts the import, unless the host's page objects. */
  async start(): Promise<boolean> {
    const { record, options } = this.#store
    if (!record || options.mayStart?.(record) === false) return false
    return this.#change('start')
  }

  /** Stops at the next batch edge. */
  cancel(): Promise<boolean> {
    return this.#change('cancel')
  }

  /** Goes on with a failed or stalled import where it stopped. */
  resume(): Promise<boolean> {
    return this.#change('resume')
  }

  /** Gives a stalled import up. */
  fail(): Promise<boolean> {
    return this.#change('fail')
  }

  #change(command: 'start' | 'cancel' | 'resume' | 'fail'): Promise<boolean> {
    const store = this.#store
    return store.commandOn(
      command,
      (id, signal) => store.client[command](id, signal),
      (record) => store.show(record),
    )
  }
}
