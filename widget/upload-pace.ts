/** Before this, the first buffered bytes promise far too much. */
const LEAST_ELAPSED = 1500

/** Seconds left of an upload at its pace so far; null while that would be a guess. */
export const uploadPace = (upload: {
  sent: number
  size: number
  elapsed: number
}): number | null => {
  const { sent, size, elapsed } = upload
  if (elapsed < LEAST_ELAPSED || sent === 0 || sent >= size) return null
  return ((size - sent) * elapsed) / sent / 1000
}
