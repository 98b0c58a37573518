/**
 * Thrown by a host's `save` to refuse one row with a sentence for the end user. The message of any
 * other error is withheld: it may hold SQL or a secret.
 */
export class RowError extends Error {
  override name = 'RowError'
}
