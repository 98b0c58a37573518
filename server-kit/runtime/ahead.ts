/** For work that is begun before it is asked for: if it never is, its failure concerns nobody. */
export function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
