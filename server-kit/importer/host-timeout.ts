import type { MaybePromise } from './importer.ts'

/** A function of the host has not answered in time; what it does from now on is refused. */
export class HostTimeoutError extends Error {
  override name = 'HostTimeoutError'

  constructor(by: string, milliseconds: number) {
    super(`${by} did not answer within ${milliseconds / 1000} seconds`)
  }
}

export interface TimeLimit {
  /** Names who is asked. */
  by: string
  milliseconds: number
  /** Called before the wait ends with a `HostTimeoutError`. */
  onLate(): void
}

/** An answer that comes in pieces: it is late when nothing has moved for the whole time. */
export async function whileItMoves<T>(
  ask: (moved: () => void) => Promise<T>,
  { by, milliseconds, onLate }: TimeLimit,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate()
      reject(new HostTimeoutError(by, milliseconds))
    }, milliseconds)
  })
  try {
    return await Promise.race([ask(() => timer?.refresh()), late])
  } finally {
    clearTimeout(timer)
  }
}

/** The host's answer, if it comes in time. */
export const inTime = <T>(answer: MaybePromise<T>, limit: TimeLimit): Promise<T> =>
  whileItMoves(async () => answer, limit)
