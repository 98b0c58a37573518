import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { ZodType } from 'zod'
import {
  ENDPOINT,
  ROUTES as CANNED,
  answerTo,
  isRefused,
} from '../../demo/pages/browser/gallery/canned-fetch.ts'
import { ID, mappings } from '../../demo/pages/browser/gallery/people-file.ts'
import { GROUPS } from '../../demo/pages/browser/gallery/states.ts'
import { ERROR_STATUS } from '../../server-kit/contract/codes.ts'
import { ROUTES, errorAnswer } from '../../server-kit/contract/index.ts'

const states = GROUPS.flatMap(({ states }) => states)

/** What the elements ask for with a query. */
const QUERIES: Record<string, string[]> = {
  values: mappings.flatMap(({ source }) =>
    ['all', 'needsReview', 'modified', 'skipped'].map((filter) => query({ source, filter })),
  ),
  rows: ['', query({ offset: '4', limit: '1' }), query({ source: 'Sex', value: 'Robot' })],
  preview: ['create', 'update', 'skip', 'fail', 'withErrors']
    .map((action) => query({ action }))
    .concat('', query({ link: 'company' })),
}

function query(parameters: Record<string, string>) {
  return `?${new URLSearchParams(parameters).toString()}`
}

const urlOf = (path: string, asked: string) =>
  new URL(`http://host${ENDPOINT}${path.replace(':id', ID)}${asked}`)

/** The gallery shows what a server can answer, and nothing else. */
describe('the gallery', () => {
  it('asks the routes of the contract', () => {
    for (const { name, method, path } of CANNED) {
      const route = ROUTES[name]
      expect(method).toBe(route.method.toUpperCase())
      expect(route.path.replace(':id', ID)).toMatch(path)
    }
  })

  it('has no state twice', () => {
    const names = states.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('refuses what it has no answer for, as the contract does', () => {
    const answer = answerTo({}, 'DELETE', urlOf('/:id', ''))
    if (typeof answer === 'string' || !isRefused(answer)) throw new Error('it was answered')
    expect(errorAnswer.parse({ error: answer.refused })).toEqual({ error: answer.refused })
  })

  it.each(states)('answers $name by the contract', ({ server }) => {
    const given = CANNED.filter(({ name }) => server[name])
    const faults = given.flatMap(({ name, method }) =>
      (QUERIES[name] ?? ['']).flatMap((asked) =>
        faultsOf(name, answerTo(server, method, urlOf(ROUTES[name].path, asked))),
      ),
    )
    expect(given.length).toBeGreaterThan(0)
    expect(faults).toEqual([])
  })
})

/** What is missing in an answer, or there without being known to the contract. */
function faultsOf(
  name: (typeof CANNED)[number]['name'],
  answer: ReturnType<typeof answerTo>,
): string[] {
  if (typeof answer === 'string') return []
  if (!isRefused(answer)) return differences(name, ROUTES[name].answer, answer)
  const { refused, status } = answer
  const isKnown = status === ERROR_STATUS[refused.code]
  return [
    ...differences(name, errorAnswer, { error: refused }),
    ...(isKnown ? [] : [`${name}: ${refused.code} is not ${status}`]),
  ]
}

function differences(name: string, shape: ZodType, answer: object): string[] {
  const parsed = shape.safeParse(answer)
  if (!parsed.success) return [`${name}: ${parsed.error.message}`]
  return isDeepStrictEqual(parsed.data, answer) ? [] : [`${name}: more than the contract knows`]
}
