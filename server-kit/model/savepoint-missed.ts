/** Thrown where a savepoint would have been rolled back: the transaction has to begin anew. */
export class SavepointMissedError extends Error {
  override name = 'SavepointMissedError'

  constructor(cause: unknown) {
    super('The transaction is begun anew, with savepoints.', { cause })
  }
}
