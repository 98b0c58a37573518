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

/** The host's answer, if it comes in time. */
export async function inTime<T>(
  answer: MaybePromise<T>,
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
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
