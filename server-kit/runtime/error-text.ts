/**
 * An error for the log: names, messages and codes along its causes. Of a failed query only the
 * database's own message: drizzle's carries the parameters, and those are cells.
 */
export function errorText(error: unknown): string {
  const parts: string[] = []
  let current = error
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if (!('query' in current && 'params' in current)) parts.push(describe(current))
    current = current.cause
  }
  return parts.length > 0 ? parts.join(', because of ') : `a thrown ${typeof error}`
}

function describe(error: Error): string {
  const code: unknown = Reflect.get(error, 'code')
  return typeof code === 'string'
    ? `${error.name} ${code}: ${error.message}`
    : `${error.name}: ${error.message}`
}
