import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importView, schemaAnswer } from '../../server-kit/contract/index.ts'
import { DemoClient } from '../support/demo-client.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'

/** `name*`: required · `emails+`: a list · `(email)`: the type, where it is not text. */
const FIELDS: Record<string, string> = {
  company:
    'id(id) name* externalId domains+(domain) website(url) industry(choice) headquarters founded(number) ' +
    'addedOn(date) employees(number) annualRevenue(currency) tags+ active(boolean)',
  people:
    'id(id) name* externalId emails+(email) phones+(phone) jobTitle website(url) gender(choice) birthday(date) ' +
    'lastContactedAt(datetime) score(number) subscribed(boolean) topics+(choice) notes',
  opportunity: 'id(id) name* stage(choice) amount(currency) closeDate(date) probability(number)',
  task: 'id(id) title* dueAt(datetime) priority(choice) done(boolean)',
  note: 'title* body',
}

const MATCHERS: Record<string, string[]> = {
  company: ['id match_only', 'externalId match_or_create', 'domains match_or_create'],
  people: [
    'id match_only',
    'externalId match_or_create',
    'emails match_or_create',
    'phones match_or_create',
  ],
  opportunity: ['id match_only'],
  task: ['id match_only'],
  note: [],
}

const LINKS: Record<string, string> = {
  company: 'accountOwner',
  people: 'company',
  opportunity: 'company contact',
  task: 'companies+ people+ opportunities+ assignees+',
  note: 'companies+ people+ opportunities+',
}

describe('the demo', () => {
  let demo: DemoServer

  beforeAll(async () => {
    demo = await startDemo()
  })
  afterAll(() => demo.stop())

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, demo.url), { headers, redirect: 'manual' })

  const schemaOf = (user: string) =>
    new DemoClient(demo.url, user).ask(schemaAnswer, '/schema').then(({ entities }) => entities)

  it('offers five entities with their fields', async () => {
    const written = (await schemaOf('cleo')).map(({ entityType, fields }) => [
      entityType,
      fields
        .map(
          ({ key, type, required, multiple }) =>
            `${key}${required ? '*' : ''}${multiple ? '+' : ''}${type === 'text' ? '' : `(${type})`}`,
        )
        .join(' '),
    ])
    expect(Object.fromEntries(written)).toEqual(FIELDS)
  })

  it('matches and links as it says', async () => {
    const entities = await schemaOf('ada')
    for (const { entityType, matchableFields, entityLinks } of entities) {
      const matchers = matchableFields.map(({ field, behavior }) => `${field} ${behavior}`)
      expect(matchers).toEqual(MATCHERS[entityType])
      const links = entityLinks.map(({ key, multiple }) => `${key}${multiple ? '+' : ''}`)
      expect(links.join(' ')).toBe(LINKS[entityType])
    }
  })

  it('gives team north, and nobody else, two fields of its own', async () => {
    const keys = async (user: string) =>
      (await schemaOf(user))
        .find(({ entityType }) => entityType === 'people')
        ?.fields.map(({ key }) => key)
    expect(await keys('ada')).toEqual([...((await keys('cleo')) ?? []), 'party', 'state'])
  })

  it('answers 401 to a request that nobody signed in', async () => {
    for (const path of ['/api/records/people', '/api/imports', '/api/imports/schema']) {
      const answer = await get(path)
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ error: { code: 'not_signed_in' } })
    }
    expect((await get('/api/records/people', { 'x-demo-user': 'eve' })).status).toBe(401)
  })

  it('lets bob import people and nothing else', async () => {
    expect((await schemaOf('bob')).map(({ entityType }) => entityType)).toEqual(['people'])
    const answer = await fetch(`${demo.url}/api/imports?entityType=company&fileName=a.csv`, {
      method: 'POST',
      headers: { 'x-demo-user': 'bob' },
      body: 'Name\nA',
    })
    expect(answer.status).toBe(403)
    const page = await get('/records/company', { cookie: 'demo-user=bob' })
    expect(await page.text()).not.toContain('href="/import/company"')
  })

  it('keeps the records and imports of a team to itself', async () => {
    const ada = new DemoClient(demo.url, 'ada')
    const { id } = await ada.upload('people', 'team.csv', 'Name,Reference\nNora North,N-1')
    await ada.saveMappings(id)
    await ada.toPreview(id)
    await ada.start(id)
    await ada.finished(id)
    expect(await new DemoClient(demo.url, 'bob').records('people')).toMatchObject([
      { name: 'Nora North', externalId: 'N-1', emails: [], party: null, links: { company: [] } },
    ])
    const cleo = new DemoClient(demo.url, 'cleo')
    expect(await cleo.records('people')).toEqual([])
    await expect(cleo.ask(importView, `/${id}`)).rejects.toThrow('404')
  })

  it('signs a browser in that comes for the first time, and switches users', async () => {
    const first = await get('/records/people')
    expect(first.headers.get('set-cookie')).toContain('demo-user=ada')
    const switched = await fetch(`${demo.url}/session`, {
      method: 'POST',
      body: new URLSearchParams({ user: 'cleo', back: '/records/people?page=2' }),
      redirect: 'manual',
    })
    expect(switched.status).toBe(303)
    expect(switched.headers.get('location')).toBe('/records/people?page=2')
    expect(switched.headers.get('set-cookie')).toContain('demo-user=cleo')
  })

  it('leads back to its own pages only', async () => {
    for (const back of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere']) {
      const answer = await fetch(`${demo.url}/session`, {
        method: 'POST',
        body: new URLSearchParams({ user: 'ada', back }),
        redirect: 'manual',
      })
      expect(answer.headers.get('location')).toBe('/')
    }
  })

  it('serves every page and sample under a strict policy', async () => {
    const paths = ['/records/company', '/import/task', '/history', '/samples/notes.csv', '/nowhere']
    for (const path of paths) {
      const answer = await get(path)
      expect(answer.status).toBe(path === '/nowhere' ? 404 : 200)
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toContain("script-src 'self'; style-src 'self'")
      expect(policy).toContain("require-trusted-types-for 'script'")
    }
  })

  it('searches and pages records, with nothing special about % and _', async () => {
    const cleo = new DemoClient(demo.url, 'cleo')
    const names = ['Ann_1', 'Ann 2', '100% Bea', "O'Hara"]
    const { id } = await cleo.upload('company', 'c.csv', ['Name', ...names].join('\n'))
    await cleo.saveMappings(id)
    await cleo.toPreview(id)
    await cleo.start(id)
    await cleo.finished(id)
    const search = async (words: string, more = '') => {
      const query = new URLSearchParams({ search: words })
      const answer = await cleo.fetch(`/api/records/company?${query.toString()}${more}`)
      const page: { items: { name: string }[]; total: number } = await answer.json()
      return [page.items.map(({ name }) => name), page.total]
    }
    expect(await search('n_')).toEqual([['Ann_1'], 1])
    expect(await search('%')).toEqual([['100% Bea'], 1])
    expect(await search("o'h")).toEqual([["O'Hara"], 1])
    expect(await search('ANN', '&limit=1&offset=1')).toEqual([['Ann_1'], 2])
  })
})
