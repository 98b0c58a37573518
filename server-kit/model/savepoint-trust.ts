/** Transactions with savepoints after one that needed them: what fails comes in heaps. */
const CAREFUL = 20

/**
 * Whether a transaction on SQLite is begun without savepoints. In a savepoint SQLite writes the former
 * content of each page that changes to a temporary file, which took more than a third of an import. Only
 * when something is thrown, all is undone and done again with them.
 */
export class SavepointTrust {
  #careful = 0

  /** Asked once a transaction. */
  takes(): boolean {
    if (this.#careful === 0) return true
    this.#careful -= 1
    return false
  }

  lose(): void {
    this.#careful = CAREFUL
  }
}

/** Thrown where a savepoint would have been rolled back: the transaction has to begin anew. */
export class SavepointMissedError extends Error {
  override name = 'SavepointMissedError'

  constructor(cause: unknown) {
    super('The transaction is begun anew, with savepoints.', { cause })
  }
}
