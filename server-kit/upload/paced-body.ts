import { ImportError } from '../errors.ts'

/** The slowest upload that is waited for: so many bytes in so many milliseconds. */
export interface Pace {
  bytes: number
  milliseconds: number
}

/** 1 KB a second, over 15 seconds. */
const SLOWEST: Pace = { bytes: 15 * 1024, milliseconds: 15_000 }

const tooSlow = () =>
  new ImportError(
    'unreadable_file',
    'The upload came to a standstill and was given up. Please upload the file again.',
    { details: { reason: 'too_slow' } },
  )

/**
 * The chunks of a body; throws when they come slower than `pace`. Only the time that is spent waiting
 * for the sender counts, not that which reading them takes.
 */
export async function* pacedBody(
  body: ReadableStream<Uint8Array> | null,
  pace: Pace = SLOWEST,
): AsyncGenerator<Uint8Array> {
  if (!body) return
  const reader = body.getReader()
  let waited = 0
  let bytes = 0
  for (;;) {
    const asked = performance.now()
    const { done, value } = await within(reader.read(), pace.milliseconds - waited)
    if (done) return
    waited += performance.now() - asked
    bytes += value.length
    yield value
    if (bytes >= pace.bytes) waited = bytes = 0
    else if (waited >= pace.milliseconds) throw tooSlow()
  }
}

// One timer a chunk, cleared again: an abort signal would cost more than the chunk.
function within<T>(reading: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(tooSlow()), Math.max(0, milliseconds))
    reading.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
