import { VALUE_FILTERS } from '../../server-kit/contract/stages.ts'
import type { ValuesAnswer } from '../../server-kit/contract/index.ts'
import type { BenchServer } from './bench-server.ts'
import { median } from './report.ts'
import { TYPED_COLUMNS } from './typed-file.ts'

export interface Timing {
  what: string
  ms: number
  /** It touches many values: it may take its time. */
  isBulk: boolean
}

const REPEATED = 3

/** What a reviewer does once the columns are open, in milliseconds: of all columns the slowest. */
export async function reviewActions(server: BenchServer, id: string): Promise<Timing[]> {
  const timings: Timing[] = []
  const once = async (ask: () => Promise<unknown>) => {
    const began = performance.now()
    await ask()
    return performance.now() - began
  }
  const time = async (what: string, asks: (() => Promise<unknown>)[], isBulk = false) => {
    const times: number[] = []
    for (const ask of asks) {
      // Of a page the best of three: what others do on the machine is not what it costs.
      let best = await once(ask)
      for (let again = isBulk ? REPEATED : 1; again < REPEATED; again++) {
        best = Math.min(best, await once(ask))
      }
      times.push(best)
    }
    timings.push({ what, isBulk, ms: isBulk ? median(times) : Math.max(...times) })
  }
  const values = (query: Record<string, string | number>) => () =>
    server.ask<ValuesAnswer>(
      'GET',
      `/${id}/values?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`,
    )
  const everywhere = (query: Record<string, string | number>) =>
    TYPED_COLUMNS.map(({ source }) => values({ source, ...query }))
  const totals = new Map<string, number>()
  for (const { source } of TYPED_COLUMNS) totals.set(source, (await values({ source })()).total)
  const at = (share: number) =>
    TYPED_COLUMNS.map(({ source }) => {
      const offset = Math.max(0, Math.floor((totals.get(source) ?? 0) * share) - 100)
      return values({ source, offset })
    })

  await time('page 2, slowest column', everywhere({ offset: 100 }))
  await time('a page half-way', at(0.5))
  await time('the last page', at(1))
  for (const sort of ['rows', 'value']) {
    for (const order of ['asc', 'desc']) {
      await time(`sorted by ${sort}, ${order}`, everywhere({ sort, order }))
      await time(`sorted by ${sort}, ${order}, far in`, everywhere({ sort, order, offset: 30_000 }))
    }
  }
  for (const filter of VALUE_FILTERS) await time(`filter ${filter}`, everywhere({ filter }))
  await time(
    'search that finds some',
    TYPED_COLUMNS.map(({ source, search }) => values({ source, search })),
  )
  await time('search that finds nothing', everywhere({ search: 'no such value' }))
  await time('search that finds most', everywhere({ search: '1' }))
  await time('search with an accent', everywhere({ search: 'é' }))
  await time('search, sorted by value', everywhere({ search: '77', sort: 'value', order: 'asc' }))
  await time('search in those to review', everywhere({ search: '7', filter: 'needsReview' }))
  const counts = () => server.ask('GET', `/${id}/review`)
  await time(
    'the counts of all columns',
    Array.from({ length: REPEATED }, () => counts),
  )
  await decide({ server, id, time })
  return timings
}

interface Deciding {
  server: BenchServer
  id: string
  time(what: string, asks: (() => Promise<unknown>)[], isBulk?: boolean): Promise<void>
}

async function decide({ server, id, time }: Deciding) {
  const decide = (body: object) => () =>
    server.ask('PATCH', `/${id}/values`, { source: 'Active', value: 'yes', ...body })
  const correct = decide({ action: 'correct', correction: 'no' })
  const undo = decide({ action: 'undo' })
  await time('a correction of half of the rows, its undo', [correct, undo])
  await time('a skip of half of the rows, its undo', [
    decide({ action: 'skip' }),
    decide({ action: 'unskip' }),
  ])
  const bulk = (source: string, body: object) => () =>
    server.ask('POST', `/${id}/values/bulk`, { source, ...body })
  const bad = TYPED_COLUMNS.filter((column) => column.bad).map(({ source }) => source)
  await time(
    'skip all that need review, a column',
    bad.map((source) => bulk(source, { action: 'skip_errors' })),
    true,
  )
  await time(
    'replace in all values, unique ones',
    [bulk('Code', { action: 'replace', find: '77-1', replace: '77-2' })],
    true,
  )
}
