import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { pacedBody } from '../../../server-kit/upload/paced-body.ts'

/** Long enough that a busy machine is not taken for a slow sender. */
const PACE = { bytes: 100, milliseconds: 1_500 }

interface Sending {
  size: number
  every: number
  times: number
  hangs?: boolean
}

/** A body that sends `size` bytes every `every` milliseconds, so many times; then it ends or hangs. */
function body({ size, every, times, hangs = false }: Sending) {
  let sent = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent === times) return hangs ? new Promise(() => {}) : controller.close()
      await wait(every)
      sent += 1
      controller.enqueue(new Uint8Array(size))
    },
  })
}

async function total(chunks: AsyncIterable<Uint8Array>, pause = 0) {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (pause > 0) await wait(pause)
  }
  return bytes
}

describe('a body', () => {
  it('that comes fast enough is passed on whole', async () => {
    expect(await total(pacedBody(body({ size: 60, every: 100, times: 20 }), PACE))).toBe(1200)
  })

  it('of a few bytes that end at once is no slow one', async () => {
    expect(await total(pacedBody(body({ size: 1, every: 1, times: 3 }), PACE))).toBe(3)
  })

  it('that drips is given up', async () => {
    const drips = pacedBody(body({ size: 1, every: 100, times: 100 }), PACE)
    await expect(total(drips)).rejects.toMatchObject({
      code: 'unreadable_file',
      details: { reason: 'too_slow' },
    })
  })

  it('that hangs is given up', async () => {
    const began = performance.now()
    const hanging = pacedBody(body({ size: 50, every: 1, times: 1, hangs: true }), PACE)
    await expect(total(hanging)).rejects.toMatchObject({ details: { reason: 'too_slow' } })
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  it('that waits for its reader is not slow', async () => {
    expect(await total(pacedBody(body({ size: 10, every: 1, times: 6 }), PACE), 400)).toBe(60)
  })

  it('that is none is empty', async () => {
    expect(await total(pacedBody(null))).toBe(0)
  })
})
