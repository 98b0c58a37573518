import type { HistoryAnswer } from '../../server-kit/contract/index.ts'
import { BIG_TEAM, TEAMS } from './history-data.ts'
import { type Percentiles, times, verdict } from './percentiles.ts'

/** Milliseconds, for the 99th of a hundred. */
const TARGET = 20
const SAMPLES = 300
/** Asked before, of a server that has just started. */
const WARMING = 30

export const QUERIES: Record<string, string> = {
  'newest first': '',
  'oldest first': 'order=asc',
  'by file name': 'sort=fileName&order=asc',
  'by file name, down': 'sort=fileName',
  'by rows': 'sort=totalRows',
  'by rows, up': 'sort=totalRows&order=asc',
  'one entity type': 'entityType=company',
  'a rare entity type': 'entityType=note',
  'failed ones': 'status=failed',
  'a rare status': 'status=cancelled',
  'a rare status by name': 'status=cancelled&sort=fileName',
  'drafts only': 'drafts=only',
  'a month': 'from=2024-06-01&to=2024-06-30',
  'a month, failed, by rows': 'from=2024-06-01&to=2024-06-30&status=failed&sort=totalRows',
}

export const SEARCHES: Record<string, string> = {
  'search, many hits': 'search=customers',
  'search, one hit': 'search=-199999.csv',
  'search, no hit': 'search=zebra',
}

/** Each query's first page, with its total, and one after some hundred, in a large team and in others. */
export async function benchQueries(base: string, queries: Record<string, string>) {
  const ask = async (team: string, query: string) => {
    const began = performance.now()
    const answer = await fetch(`${base}?${query}`, { headers: { 'x-team': team } })
    const page: HistoryAnswer = await answer.json()
    if (!answer.ok) throw new Error(JSON.stringify(page))
    return { milliseconds: performance.now() - began, page }
  }
  await times(WARMING, () => ask(BIG_TEAM, ''))
  console.log(
    `  ${'milliseconds'.padEnd(28)} ${'large team'.padStart(24)} ${'other teams'.padStart(24)}`,
  )
  for (const [name, query] of Object.entries(queries)) {
    const deep = await deepCursor(ask, query)
    const pages = deep ? { first: query, deep: `${query}&cursor=${deep}` } : { first: query }
    for (const [page, asked] of Object.entries(pages)) {
      const large = await times(SAMPLES, () => ask(BIG_TEAM, asked))
      const others = await times(SAMPLES, (n) => ask(`team-${1 + ((n * 37) % (TEAMS - 1))}`, asked))
      const p99 = Math.max(large.p99, others.p99)
      const said = ({ p50, p99 }: Percentiles) => `p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)}`
      const title = `${name}, ${page} page`
      console.log(
        `  ${title.padEnd(28)} ${said(large).padStart(24)} ${said(others).padStart(24)}   ${verdict(p99, TARGET)}`,
      )
    }
  }
}

/** The cursor after some hundred pages of the large team. */
async function deepCursor(
  ask: (team: string, query: string) => Promise<{ page: HistoryAnswer }>,
  query: string,
) {
  let cursor: string | undefined
  for (let page = 0; page < 100; page += 1) {
    const after: string = cursor ? `&cursor=${cursor}` : ''
    const { nextCursor } = (await ask(BIG_TEAM, `${query}&limit=100${after}`)).page
    if (!nextCursor) return undefined
    cursor = nextCursor
  }
  return cursor
}
