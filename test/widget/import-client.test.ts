import { expect } from '@open-wc/testing'
import { ImportClient } from '../../widget/import-client.ts'
import { ImportClientError, isAbort } from '../../widget/import-client-error.ts'
import { record, refuse, scriptedFetch } from './support/answers.ts'
import { csv } from './support/pages.ts'

const failureOf = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}

const codeOf = async (call: Promise<unknown>) => {
  const error = await failureOf(call)
  return error instanceof ImportClientError ? error.code : error
}

const scripted = (answer: (request: Request) => Response | Promise<Response>) =>
  new ImportClient({
    endpoint: '/scripted',
    fetch: async (url, init) => answer(new Request(url, init)),
  })

describe('ImportClient', () => {
  const client = new ImportClient({ endpoint: '/api/imports' })

  it('a refusal has the code, the status and the sentence of the server', async () => {
    const error = await failureOf(client.show('01J00000000000000000000000'))
    expect(error).to.be.instanceOf(ImportClientError)
    if (!(error instanceof ImportClientError)) return
    expect(error.code).to.equal('import_not_found')
    expect(error.status).to.equal(404)
    expect(error.message).not.to.equal('')
  })

  it('an answer that is no JSON is an internal error', async () => {
    const proxy = scripted(() => new Response('<h1>Sorry</h1>', { status: 500 }))
    expect(await codeOf(proxy.schema())).to.equal('internal')
  })

  it('a proxy whose server is away is offline', async () => {
    for (const status of [502, 503, 504]) {
      const proxy = scripted(() => new Response('<h1>Bad gateway</h1>', { status }))
      expect(await codeOf(proxy.schema())).to.equal('offline')
    }
  })

  it('no answer at all is offline', async () => {
    const away = scripted(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await codeOf(away.schema())).to.equal('offline')
  })

  it('an abort stays an abort', async () => {
    const stop = new AbortController()
    const call = client.schema(stop.signal)
    stop.abort()
    expect(isAbort(await failureOf(call))).to.equal(true)
  })

  it('headers are asked for before every call', async () => {
    const seen: (string | null)[] = []
    let token = 'one'
    const fetch = scriptedFetch({
      'GET /x': (request) => {
        seen.push(request.headers.get('authorization'))
        return Response.json(record())
      },
    })
    const headers = () => Promise.resolve({ authorization: token })
    const guarded = new ImportClient({ endpoint: '/scripted', headers, fetch })
    await guarded.show('x')
    token = 'two'
    await guarded.show('x')
    expect(seen).to.deep.equal(['one', 'two'])
  })

  it('an upload tells how many bytes were sent', async () => {
    const file = csv(`Name\n${'Ada Lovelace\n'.repeat(20_000)}`)
    const seen: number[] = []
    const uploaded = await client.upload(file, {
      entityType: 'people',
      onProgress: ({ sent }) => seen.push(sent),
    })
    expect(uploaded.status).to.equal('mapping')
    expect(uploaded.totalRows).to.equal(20_000)
    expect(seen.at(-1)).to.equal(file.size)
    await client.discard(uploaded.id)
  })

  it('an upload and a start carry a key that makes them happen once', async () => {
    const keys: (string | null)[] = []
    const fetch: typeof globalThis.fetch = async (url, init) => {
      keys.push(new Request(url, init).headers.get('idempotency-key'))
      return Response.json(record())
    }
    const own = new ImportClient({ endpoint: '/scripted', fetch })
    await own.upload(csv('Name\nAda'), { entityType: 'people' })
    await own.start('x')
    expect(keys[0]).to.match(/^[\da-f-]{36}$/)
    expect(keys[1]).to.match(/^[\da-f-]{36}$/)
    expect(keys[0]).not.to.equal(keys[1])
  })

  it('an upload that is aborted rejects with an abort', async () => {
    const stop = new AbortController()
    stop.abort()
    const call = client.upload(csv('Name\nAda'), { entityType: 'people', signal: stop.signal })
    expect(isAbort(await failureOf(call))).to.equal(true)
  })

  it('a refused upload has the code of the server', async () => {
    const png = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])], 'a.png')
    expect(await codeOf(client.upload(png, { entityType: 'people' }))).to.equal('unsupported_file')
  })

  it('a code that is not of the contract is internal', async () => {
    const odd = scripted(() => Response.json({ error: { code: 'odd' } }, { status: 400 }))
    expect(await codeOf(odd.schema())).to.equal('internal')
    const known = scripted(() => refuse('wrong_stage'))
    expect(await codeOf(known.schema())).to.equal('wrong_stage')
  })
})
