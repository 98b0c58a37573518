import { connect, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { historyAnswer, importView } from '../../../server-kit/contract/index.ts'
import { describeOn } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const CSV = 'Name,E-mail\nAda,ada@example.com\nBob,bob@example.com\n'
const PATH = '/api/imports?entityType=contact&fileName=a.csv'

describeOn('sqlite', 'uploads over a real connection', (open) => {
  let kit: TestKit
  let server: Server
  let port: number
  beforeAll(async () => {
    kit = await createTestKit(await open(), { limits: { openImports: 1000 } })
    server = await new Promise<Server>((resolve) => {
      const started = serve({ fetch: kit.host.fetch, port: 0, overrideGlobalObjects: false }, () =>
        resolve(started as Server),
      )
    })
    port = (server.address() as AddressInfo).port
  })
  afterEach(async () => {
    for (const { id } of await drafts()) {
      await kit.ask(`/${id}`, { method: 'DELETE' })
    }
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await kit.close()
  })

  /** Sends a head and a body as they are; the answer is what comes until the connection ends. */
  async function send(headers: string[], body = ''): Promise<{ socket: Socket; text(): string }> {
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    await once(socket, 'connect')
    const head = [`POST ${PATH} HTTP/1.1`, 'Host: a', 'x-user: ada', ...headers, '', '']
    socket.write(head.join('\r\n') + body)
    return { socket, text: () => Buffer.concat(chunks).toString() }
  }

  async function answered({ socket, text }: Awaited<ReturnType<typeof send>>) {
    await expect.poll(text).toContain('\r\n\r\n')
    await wait(20)
    socket.destroy()
    return text()
  }

  const drafts = async () => (await kit.get(historyAnswer, '/?drafts=true&limit=100')).items

  /** Waits until no upload is under way. */
  async function settled() {
    const statuses = async () => (await drafts()).map(({ status }) => status)
    await expect.poll(statuses).not.toContain('uploading')
  }

  /** What is left of imports and row stores. */
  const left = async () => [...kit.rowStores(), ...(await drafts()).map(({ id }) => id)]

  it('cut at any byte leave nothing behind', async () => {
    for (let size = 0; size < CSV.length; size++) {
      const { socket } = await send([`Content-Length: ${CSV.length}`], CSV.slice(0, size))
      if (size % 2 === 0) await wait(5)
      socket.destroy()
    }
    await expect.poll(left).toEqual([])
  })

  it('cut within a chunked body leave nothing behind', async () => {
    const whole = `${CSV.length.toString(16)}\r\n${CSV}\r\n0\r\n\r\n`
    for (let size = 0; size < whole.length - 2; size += 3) {
      const { socket } = await send(['Transfer-Encoding: chunked'], whole.slice(0, size))
      if (size % 2 === 0) await wait(5)
      socket.destroy()
    }
    await expect.poll(left).toEqual([])
    const taken = await answered(await send(['Transfer-Encoding: chunked'], whole))
    expect(taken).toMatch(/^HTTP\/1.1 201/)
    expect(taken).toContain('"totalRows":2')
  })

  it('are read up to their length, or not at all, when more comes', async () => {
    // The rest is no HTTP: the server may say so before the upload has been read.
    for (let times = 0; times < 5; times++) {
      const text = await answered(
        await send([`Content-Length: ${CSV.length}`], `${CSV}Eve,e@x.y\n`),
      )
      expect(text).toMatch(/^HTTP\/1.1 (?:201|400)/)
    }
    await settled()
    const items = await drafts()
    expect(items.every(({ totalRows }) => totalRows === 2)).toBe(true)
    expect(kit.rowStores().toSorted()).toEqual(items.map(({ id }) => id).toSorted())
  })

  it('of two lengths are refused', async () => {
    const both = ['Content-Length: 4', 'Transfer-Encoding: chunked']
    expect(await answered(await send(both, `4\r\na\n1\n\r\n0\r\n\r\n`))).toMatch(/^HTTP\/1.1 400/)
    await expect.poll(left).toEqual([])
  })

  it('slower than 1 KB a second over 15 seconds are given up', async () => {
    const slow = await send(['Content-Length: 100000'], 'Name,E-mail\n')
    const began = performance.now()
    const drip = setInterval(() => slow.socket.write('a,b\n'), 1000)
    while (slow.text() === '' && performance.now() - began < 60_000) await wait(100)
    clearInterval(drip)
    expect(performance.now() - began).toBeGreaterThan(14_000)
    expect(slow.text()).toMatch(/^HTTP\/1.1 422/)
    expect(slow.text()).toContain('too_slow')
    slow.socket.destroy()
    await expect.poll(left).toEqual([])
  })

  describe('four at once', () => {
    const LINES = 'Ada Lovelace,ada@example.com,some note that fills the line\n'.repeat(5000)
    const PIECES = 150

    function* pieces() {
      yield Buffer.from('Name,E-mail,Note\n')
      for (let count = 0; count < PIECES; count++) yield Buffer.from(LINES)
    }

    const streamed = () => {
      const all = pieces()
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          const next = all.next()
          if (next.done) controller.close()
          else controller.enqueue(next.value)
        },
      })
    }

    it('take bounded memory, and the server answers meanwhile', async () => {
      await kit.upload(CSV)
      const idle = process.memoryUsage().rss
      let peak = idle
      const waits: number[] = []
      const over = new AbortController()
      const watching = (async () => {
        while (!over.signal.aborted) {
          const asked = performance.now()
          await kit.ask('/schema')
          waits.push(performance.now() - asked)
          peak = Math.max(peak, process.memoryUsage().rss)
          await wait(20)
        }
      })()
      const uploads = Array.from({ length: 4 }, async () => {
        const response = await fetch(`http://127.0.0.1:${port}${PATH}`, {
          method: 'POST',
          headers: { 'x-user': 'ada' },
          body: streamed(),
          duplex: 'half',
        } as RequestInit)
        return importView.parse(await response.json()).totalRows
      })
      const rows = await Promise.all(uploads)
      over.abort()
      await watching
      expect(rows).toEqual(Array.from({ length: 4 }, () => PIECES * 5000))
      // 180 MB were sent by this very process, which holds both ends.
      expect((peak - idle) / 1024 / 1024).toBeLessThan(400)
      // Not the slowest one: a machine that does something else has its moments.
      const [p95 = 0] = waits.toSorted((a, b) => a - b).slice(Math.floor(waits.length * 0.95))
      expect(p95).toBeLessThan(1_000)
    })
  })
})
