import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { historyAnswer, importView } from '../../../server-kit/contract/index.ts'
import { toFastifyPlugin } from '../../../server-kit/mount/fastify.ts'
import { toNodeListener } from '../../../server-kit/mount/node.ts'
import { refusal } from '../../support/refusal.ts'
import { describeOnBothDatabases } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

const MOUNT = '/api/imports'
const addressOf = (server: Pick<Server, 'address'>) =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`

interface Mounted {
  url: string
  close(): Promise<unknown>
}

const closing = (server: Server) => () =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(resolve)
  })

const listening = (server: Server): Promise<Mounted> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ url: addressOf(server), close: closing(server) }))
  })

const mounts: Record<string, (kit: TestKit) => Promise<Mounted>> = {
  hono: ({ host }) =>
    new Promise((resolve) => {
      const server = serve({ fetch: host.fetch, port: 0, overrideGlobalObjects: false }, () =>
        resolve({ url: addressOf(server as Server), close: closing(server as Server) }),
      )
    }),
  express: ({ kit }) => {
    const app = express()
    app.use(MOUNT, toNodeListener(kit))
    app.use(express.json())
    return listening(createServer(app))
  },
  fastify: async ({ kit }) => {
    const app = fastify({ forceCloseConnections: true })
    await app.register(toFastifyPlugin(kit), { prefix: MOUNT })
    app.post('/echo', (asked) => asked.body)
    await app.listen({ port: 0, host: '127.0.0.1' })
    return { url: addressOf(app.server), close: () => app.close() }
  },
}

describeOnBothDatabases('the kit on a real server', (open) => {
  describe.each(Object.keys(mounts))('of %s', (name) => {
    let kit: TestKit
    let mounted: Mounted
    beforeEach(async () => {
      kit = await createTestKit(await open(), { limits: { fileBytes: 8_000_000 } })
      mounted = await (mounts[name] as (kit: TestKit) => Promise<Mounted>)(kit)
    })
    afterEach(async () => {
      await mounted.close()
      await kit.close()
    })

    const post = (body: BodyInit) =>
      fetch(`${mounted.url}${MOUNT}?entityType=contact&fileName=a.csv`, {
        method: 'POST',
        headers: { 'x-user': 'ada' },
        body,
      })

    it('takes an upload, and links to itself where it is mounted', async () => {
      const view = importView.parse(await (await post('Name\nRefused\n')).json())
      expect(view.totalRows).toBe(1)
      const { id } = view
      const send = (path: string, method: string, body: object = {}) =>
        fetch(`${mounted.url}${MOUNT}/${id}/${path}`, {
          method,
          headers: { 'x-user': 'ada', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      await send('mappings', 'PUT', { mappings: [{ source: 'Name', target: 'name' }] })
      await kit.kit.idle()
      await send('stage', 'POST', { to: 'previewing' })
      await kit.kit.idle()
      expect((await send('start', 'POST')).status).toBe(202)
      await kit.kit.idle()
      const list = await fetch(`${mounted.url}${MOUNT}`, { headers: { 'x-user': 'ada' } })
      const [item] = historyAnswer.parse(await list.json()).items
      const download = await fetch(`${mounted.url}${item?.failedRowsUrl}`)
      expect(await download.text()).toContain('This contact is on the block list.')
    })

    it('says why a large upload is refused before it was read to its end', async () => {
      const picture = new Uint8Array(6_000_000)
      picture.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
      expect(await refusal(post(picture))).toMatchObject({ status: 415, code: 'unsupported_file' })
      const large = new Uint8Array(20_000_000).fill(97)
      expect(await refusal(post(large))).toMatchObject({ status: 413, code: 'file_too_large' })
    })

    it('leaves nothing behind when the connection is cut in the middle', async () => {
      const { hostname, port } = new URL(mounted.url)
      const cut = request({
        hostname,
        port,
        method: 'POST',
        path: `${MOUNT}?entityType=contact&fileName=a.csv`,
        headers: { 'x-user': 'ada', 'content-length': 1_000_000 },
      })
      cut.on('error', () => {})
      cut.write('Name\nAda\nBob')
      const left = async () => {
        const url = `${mounted.url}${MOUNT}?drafts=true`
        const answer = await fetch(url, { headers: { 'x-user': 'ada' } })
        return [...historyAnswer.parse(await answer.json()).items, ...kit.rowStores()].length
      }
      await expect.poll(left).toBe(2)
      cut.destroy()
      await expect.poll(left).toBe(0)
    })

    it('answers its own 404', async () => {
      const asked = fetch(`${mounted.url}${MOUNT}/a/b/c`, { headers: { 'x-user': 'ada' } })
      expect((await refusal(asked)).code).toBe('route_not_found')
    })
  })
})
