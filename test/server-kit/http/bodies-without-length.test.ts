import { once } from 'node:events'
import { request } from 'node:http'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOn } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'

describeOn('sqlite', 'a request whose length is not said', (open) => {
  let kit: TestKit
  let server: ReturnType<typeof serve>
  let port = 0
  beforeAll(async () => {
    kit = await createTestKit(await open())
    port = await new Promise<number>((resolve) => {
      server = serve({ fetch: kit.host.fetch, port: 0, hostname: '127.0.0.1' }, (address) =>
        resolve(address.port),
      )
    })
  })
  afterAll(async () => {
    server.close()
    await kit.close()
  })

  /** Sends the body in pieces; none at all: as curl does for a POST without a body. */
  const post = async (path: string, pieces: string[]) => {
    const headers = { 'x-user': 'ada', 'content-type': 'application/json' }
    const asked = request({ port, path: `/api/imports${path}`, method: 'POST', headers })
    if (pieces.length === 0) asked.removeHeader('transfer-encoding')
    for (const piece of pieces) asked.write(piece)
    asked.end()
    const [response] = await once(asked, 'response')
    let text = ''
    for await (const chunk of response.setEncoding('utf8')) text += String(chunk)
    return { status: Number(response.statusCode), answer: JSON.parse(text) }
  }

  it('is answered like any other, without a body and with one in pieces', async () => {
    const { id } = await kit.upload('Name,Mail\nAnn,ann@x.example\n')
    await kit.mapped(id, [{ source: 'Name', target: 'name' }])
    const moved = await post(`/${id}/stage`, ['{"to":', '"previewing"}'])
    expect(moved).toMatchObject({ status: 200, answer: { status: 'previewing' } })
    await kit.kit.idle()
    const started = await post(`/${id}/start`, [])
    expect(started).toMatchObject({ status: 202, answer: { status: 'importing' } })
    await kit.kit.idle()
  })

  it('is refused when it grows too large', async () => {
    const { id } = await kit.upload('Name\nAnn\n')
    const refused = await post(`/${id}/stage`, Array(9).fill(' '.repeat(1024 * 1024)))
    expect(refused).toMatchObject({ status: 400, answer: { error: { code: 'invalid_request' } } })
  })
})
