import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { FinishedImport } from '../../server-kit/options.ts'
import { webhook, type WebhookOptions } from '../../server-kit/webhook.ts'

const SECRET = `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`
const FINISHED: FinishedImport = {
  eventId: '01ARZ3NDEKTSV4RRFFQ69G5FAV.1767225600000',
  importId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  teamId: 'north',
  userId: 'ada',
  entityType: 'people',
  fileName: 'Çalışanlar.csv',
  finishedAt: '2026-01-01T00:00:00.000Z',
  status: 'completed',
  results: { created: 1, updated: 2, skipped: 3, failed: 4 },
}

interface Got {
  headers: IncomingMessage['headers']
  body: string
}

type Answer = (response: ServerResponse, count: number) => void

describe('a webhook', () => {
  const opened: { close(): void }[] = []
  afterEach(() => {
    for (const server of opened.splice(0)) server.close()
  })

  /** A receiver on a port of its own, that answers as it is told. */
  async function receiver(answer: Answer) {
    const got: Got[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
        answer(response, got.length)
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    opened.push({ close: () => (server.closeAllConnections(), server.close()) })
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    return { got, url: `http://127.0.0.1:${port}/hook` }
  }

  const send = (options: Partial<WebhookOptions> & { url: string }, signal?: AbortSignal) =>
    webhook({ secret: SECRET, firstPause: 5, ...options })(FINISHED, {
      signal: signal ?? new AbortController().signal,
    })

  it('posts the end of an import with a signature that a receiver can check', async () => {
    const { got, url } = await receiver((response) => response.writeHead(204).end())
    await send({ url })
    const [{ headers, body } = { headers: {}, body: '' }] = got
    expect(JSON.parse(body)).toEqual({
      type: 'import.finished',
      timestamp: FINISHED.finishedAt,
      data: FINISHED,
    })
    const id = headers['webhook-id']
    const timestamp = headers['webhook-timestamp']
    expect(id).toBe(FINISHED.eventId)
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60)
    const expected = createHmac('sha256', 'k'.repeat(32)).update(`${id}.${timestamp}.${body}`)
    expect(headers['webhook-signature']).toBe(`v1,${expected.digest('base64')}`)
  })

  it('signs with every secret while one takes the place of another', async () => {
    const { got, url } = await receiver((response) => response.end())
    await send({ url, secret: [SECRET, 'an older one of many more bytes'] })
    const signatures = String(got[0]?.headers['webhook-signature']).split(' ')
    expect(signatures).toHaveLength(2)
    expect(new Set(signatures).size).toBe(2)
  })

  it('tries again after a failure, with the same id', async () => {
    const { got, url } = await receiver((response, count) =>
      response.writeHead(count < 3 ? 503 : 200).end(),
    )
    await send({ url })
    expect(got.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array.from({ length: 3 }, () => FINISHED.eventId),
    )
  })

  it('gives up after its tries, so that it is called again later', async () => {
    const { got, url } = await receiver((response) => response.writeHead(500).end())
    await expect(send({ url, tries: 2 })).rejects.toThrow('answered 500')
    expect(got).toHaveLength(2)
  })

  it('does not send at once again what was refused', async () => {
    const { got, url } = await receiver((response) => response.writeHead(400).end())
    await expect(send({ url })).rejects.toThrow('answered 400')
    expect(got).toHaveLength(1)
  })

  it('follows no redirect', async () => {
    const other = await receiver((response) => response.end())
    const { url } = await receiver((response) =>
      response.writeHead(307, { location: other.url }).end(),
    )
    await expect(send({ url })).rejects.toThrow('answered 307')
    expect(other.got).toEqual([])
  })

  it('waits no longer than its time limit for a receiver that hangs', async () => {
    const { got, url } = await receiver(() => {})
    // Long enough to get there on a busy machine; the receiver hangs for ever.
    await expect(send({ url, timeLimit: 1_000, tries: 2 })).rejects.toThrow(/timeout/)
    expect(got).toHaveLength(2)
  })

  it('does not wait for the end of an answer that has none', async () => {
    const { url } = await receiver((response) => response.writeHead(200).write('…'))
    await expect(send({ url })).resolves.toBeUndefined()
  })

  it('stops when it is told to', async () => {
    const { url } = await receiver(() => {})
    await expect(send({ url }, AbortSignal.timeout(50))).rejects.toThrow(/timeout/)
  })

  it.each([
    [{ url: 'ftp://x.example' }, 'webhook.url'],
    [{ url: 'not an address' }, 'webhook.url'],
    [{ url: 'https://x.example', secret: 'short' }, 'webhook.secret'],
    [{ url: 'https://x.example', secret: 'whsec_c2hvcnQ=' }, 'webhook.secret'],
    [{ url: 'https://x.example', secret: [] }, 'webhook.secret'],
  ])('is refused when it is made wrongly: %j', (options, where) => {
    expect(() => webhook({ secret: SECRET, ...options })).toThrow(where)
  })
})
