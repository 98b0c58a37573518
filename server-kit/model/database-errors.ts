/** SQLSTATEs and SQLite codes after which the same work may succeed. */
const RETRYABLE = new Set(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])

/** How postgres.js and Postgres say that a connection has ended or is about to. */
const LOST = [/^CONNECTION_/, /^CONNECT_TIMEOUT$/, /^08/, /^57P/, /^25P0[34]$/]

/** How a socket says it. Only of a database's own socket: a host's calls elsewhere fail alike. */
const SOCKET = /^E(CONNRESET|CONNABORTED|PIPE|TIMEDOUT)$/

const UNREACHABLE = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|53300)$/

/** With these a whole transaction is lost: no savepoint brings it back. */
const FATAL = [/^53/, /^SQLITE_(FULL|IOERR|NOMEM|CORRUPT|INTERRUPT|READONLY)/]

/** A deadlock, a serialization failure or a lock held by another process: worth another attempt. */
export function isRetryable(error: unknown): boolean {
  return codesOf(error).some((code) => RETRYABLE.has(code))
}

/** Whether a connection to a database is gone: not necessarily the one of the transaction. */
export function isConnectionLost(error: unknown): boolean {
  return codesOf(error).some((code) => LOST.some((form) => form.test(code)))
}

/** Whether the connection is gone on which a statement failed with this. */
export function isOwnConnectionLost(error: unknown): boolean {
  return isConnectionLost(error) || codesOf(error).some((code) => SOCKET.test(code))
}

/** Whether the kit's own database cannot be had just now: it may be back in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  const isUnreachable = codesOf(error).some((code) => UNREACHABLE.test(code))
  return isUnreachable || isOwnConnectionLost(error) || isRetryable(error)
}

/** Whether the transaction in which it happened cannot go on. */
export function isFatal(error: unknown): boolean {
  return isRetryable(error) || codesOf(error).some((code) => FATAL.some((form) => form.test(code)))
}

/** drizzle wraps the driver's error, hosts may wrap drizzle's: the code is somewhere below. */
function codesOf(error: unknown): string[] {
  const codes: string[] = []
  let current = error
  for (let depth = 0; depth < 10 && current instanceof Error; depth += 1) {
    const code: unknown = Reflect.get(current, 'code')
    if (typeof code === 'string') codes.push(code)
    current = current.cause
  }
  return codes
}
