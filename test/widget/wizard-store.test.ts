import { expect } from '@open-wc/testing'
import { ImportClient } from '../../widget/import-client.ts'
import { WizardStore } from '../../widget/wizard-store.ts'
import { record, refuse, schema, scriptedFetch, type Script } from './support/answers.ts'
import { csv, until } from './support/pages.ts'

const ID = record().id

const make = (script: Script) => {
  const fetch = scriptedFetch({ 'GET /schema': () => Response.json(schema), ...script })
  const client = new ImportClient({ endpoint: '/scripted', fetch })
  return new WizardStore({ client, timeZone: () => 'Europe/Vienna' })
}

const ready = async (script: Script) => {
  const store = make({ [`GET /${ID}`]: () => Response.json(record()), ...script })
  await store.loadSchema()
  await store.open(ID)
  return store
}

/** A promise that the test settles when it wants to. */
const later = <T>() => {
  const resolvers: ((value: T) => void)[] = []
  const promise = new Promise<T>((resolve) => resolvers.push(resolve))
  return { promise, settle: (value: T) => resolvers.forEach((resolve) => resolve(value)) }
}

describe('WizardStore', () => {
  it('a single entity needs no choice', async () => {
    const store = make({})
    await store.loadSchema()
    expect(store.state.entityType).to.equal('people')
  })

  it('the step is that of the status', async () => {
    for (const [status, step] of [
      ['mapping', 'map'],
      ['reviewing', 'review'],
      ['previewing', 'preview'],
      ['importing', 'import'],
      ['completed', 'import'],
    ] as const) {
      const store = await ready({ [`GET /${ID}`]: () => Response.json(record({ status })) })
      expect(store.state.view.step, status).to.equal(step)
    }
  })

  it('a fresh upload stays at its card until the user goes on', async () => {
    const store = make({ 'POST /': () => Response.json(record(), { status: 201 }) })
    await store.loadSchema()
    await store.upload.send(csv('Name\nAda'))
    expect(store.state.view.step).to.equal('upload')
    store.upload.goOn()
    expect(store.state.view.step).to.equal('map')
    store.mapping.backToUpload()
    expect(store.state.view.step).to.equal('upload')
  })

  it('an upload sends the time zone', async () => {
    let zone: string | null = null
    const store = make({
      'POST /': ({ url }) => {
        zone = new URL(url).searchParams.get('timeZone')
        return Response.json(record(), { status: 201 })
      },
    })
    await store.loadSchema()
    await store.upload.send(csv('Name\nAda'))
    expect(zone).to.equal('Europe/Vienna')
  })

  it('a refused upload keeps the file that was there', async () => {
    const answers = [Response.json(record(), { status: 201 }), refuse('no_rows')]
    const store = make({ 'POST /': () => answers.shift() ?? refuse('internal') })
    await store.loadSchema()
    await store.upload.send(csv('Name\nAda'))
    await store.upload.send(csv('Name'))
    const view = store.viewOf('upload')
    expect(view?.refusal?.code).to.equal('no_rows')
    expect(view?.record?.id).to.equal(ID)
  })

  it('nothing changes before the server has answered', async () => {
    const answer = later<Response>()
    const store = await ready({ [`POST /${ID}/stage`]: () => answer.promise })
    const moved = store.goTo('reviewing')
    expect(store.state.busy).to.equal('stage')
    expect(store.state.view.step).to.equal('map')
    answer.settle(Response.json(record({ status: 'reviewing' })))
    expect(await moved).to.equal(true)
    expect(store.state.view.step).to.equal('review')
  })

  it('a second command waits for nobody: it is not run', async () => {
    const answer = later<Response>()
    let calls = 0
    const store = await ready({
      [`POST /${ID}/stage`]: () => {
        calls += 1
        return answer.promise
      },
    })
    const first = store.goTo('reviewing')
    expect(await store.goTo('reviewing')).to.equal(false)
    answer.settle(Response.json(record({ status: 'reviewing' })))
    await first
    expect(calls).to.equal(1)
  })

  it('a poll that was overtaken by a command changes nothing', async () => {
    const slow = later<Response>()
    let polls = 0
    const store = await ready({
      [`GET /${ID}`]: () => {
        polls += 1
        return polls === 1 ? Response.json(record({ status: 'previewing' })) : slow.promise
      },
      [`POST /${ID}/start`]: () => Response.json(record({ status: 'importing' }), { status: 202 }),
    })
    const poll = store.refresh()
    await store.run.start()
    slow.settle(Response.json(record({ status: 'previewing' })))
    await poll
    expect(store.state.view.step).to.equal('import')
  })

  it('the page can keep an import from being started', async () => {
    let calls = 0
    const fetch = scriptedFetch({
      [`GET /${ID}`]: () => Response.json(record({ status: 'previewing' })),
      [`POST /${ID}/start`]: () => {
        calls += 1
        return Response.json(record({ status: 'importing' }))
      },
    })
    const client = new ImportClient({ endpoint: '/scripted', fetch })
    const store = new WizardStore({ client, timeZone: () => 'UTC', mayStart: () => false })
    await store.open(ID)
    expect(await store.run.start()).to.equal(false)
    expect(calls).to.equal(0)
  })

  it('a failure has a way on that does the same again', async () => {
    const answers = [refuse('internal'), Response.json(record({ status: 'reviewing' }))]
    const store = await ready({
      [`POST /${ID}/stage`]: () => answers.shift() ?? refuse('internal'),
    })
    expect(await store.goTo('reviewing')).to.equal(false)
    expect(store.state.failure?.error.code).to.equal('internal')
    store.state.failure?.retry?.()
    await until(() => store.state.view.step === 'review')
    expect(store.state.failure).to.equal(null)
  })

  for (const { what, answer, code } of [
    { what: 'the server away', answer: () => new Response('', { status: 503 }), code: 'offline' },
    { what: 'a kit that stops', answer: () => refuse('unavailable'), code: 'unavailable' },
    { what: 'a fault of the server', answer: () => refuse('internal'), code: 'internal' },
  ]) {
    it(`a read that finds ${what} is tried again without a word, until it is answered`, async () => {
      const answers = [
        Response.json(record()),
        answer(),
        answer(),
        Response.json(record({ status: 'reviewing' })),
      ]
      const store = await ready({ [`GET /${ID}`]: () => answers.shift() ?? refuse('internal') })
      await store.refresh()
      const told = store.state.failure
      expect(told?.error.code).to.equal(code)
      const stillAway: unknown = await store.retryAwaited().catch((error: unknown) => error)
      expect(stillAway).to.equal(told?.error)
      expect(store.state.failure).to.equal(told)
      await store.retryAwaited()
      expect(store.state.failure).to.equal(null)
      expect(store.state.view.step).to.equal('review')
    })
  }

  it('an answer after a reset changes nothing', async () => {
    const answer = later<Response>()
    const store = await ready({ [`POST /${ID}/stage`]: () => answer.promise })
    const moved = store.goTo('reviewing')
    store.reset()
    answer.settle(Response.json(record({ status: 'reviewing' })))
    expect(await moved).to.equal(false)
    expect(store.record).to.equal(null)
    expect(store.state.failure).to.equal(null)
  })
})
