import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ReviewAnswer, ValuesAnswer } from '../../server-kit/contract/index.ts'
import { bareReads, type BareReads } from './bare-reads.ts'
import { startBenchServer, type BenchServer } from './bench-server.ts'
import type { CsvFile } from './csv-file.ts'
import { line, lineUpTo, median } from './report.ts'
import { reviewActions, type Timing } from './review-actions.ts'
import { TYPED_COLUMNS, typedFile } from './typed-file.ts'
import type { Cost } from './cost.ts'

/** What the design asks for. */
const MOST = { pass: 2.5, group: 2, action: 100, delay: 50, megabytes: 400 }
const POLLED_EVERY = 50

interface Run {
  bare: BareReads
  validation: number
  /** How long the answers took meanwhile. */
  polls: number[]
  firstPages: number[]
  actions: Timing[]
  costs: Cost[]
}

/** The review over HTTP against bare reads of the same rows, in turns, in one run. */
export async function benchReview({ runs, rows }: { runs: number; rows: number }): Promise<void> {
  const folder = join(tmpdir(), 'import-wizard-kit-bench')
  mkdirSync(folder, { recursive: true })
  const file = typedFile(folder, rows)
  const server = await startBenchServer(join(folder, 'server'))
  try {
    console.log(
      `${rows.toLocaleString('en')} × ${file.columns}, idle: ${idle(server)}, runs: ${runs}`,
    )
    await reviewed(server, typedFile(folder, 10_000))
    const all: Run[] = []
    for (let run = 0; run < runs; run++) all.push(await reviewed(server, file))
    report(server, all)
    await checked(server, file)
  } finally {
    server.stop()
  }
}

const idle = (server: BenchServer) => `${server.idle.rssMegabytes.toFixed(0)} MB`
const mappings = (sources: readonly string[]) => ({
  mappings: sources.map((source) => ({ source, target: source })),
})
const SOURCES = TYPED_COLUMNS.map(({ source }) => source)

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const began = performance.now()
  const answer = await work()
  return { ms: performance.now() - began, answer }
}

async function reviewed(server: BenchServer, file: CsvFile): Promise<Run> {
  const id = await server.send(file, 'typed')
  await server.cost()
  const began = performance.now()
  await server.ask('PUT', `/${id}/mappings`, mappings(SOURCES))
  const polls = await untilDone(server, id)
  const validation = performance.now() - began
  const costs = [await server.cost()]
  const firstPages: number[] = []
  for (const source of SOURCES) {
    const path = `/${id}/values?source=${encodeURIComponent(source)}`
    firstPages.push((await timed(() => server.ask<ValuesAnswer>('GET', path))).ms)
  }
  costs.push(await server.cost())
  await untilMatched(server, id)
  const bare = await bareReads(join(server.storage, id, 'data.sqlite'))
  await server.cost()
  const actions = await reviewActions(server, id)
  costs.push(await server.cost())
  await server.ask('DELETE', `/${id}`)
  return { bare, validation, polls, firstPages, actions, costs }
}

/** Polls the review until all columns are validated; the milliseconds of each answer. */
async function untilDone(server: BenchServer, id: string): Promise<number[]> {
  const polls: number[] = []
  for (;;) {
    const { ms, answer } = await timed(() => server.ask<ReviewAnswer>('GET', `/${id}/review`))
    polls.push(ms)
    if (answer.columns.every(({ status }) => status === 'done')) return polls
    await wait(POLLED_EVERY)
  }
}

async function untilMatched(server: BenchServer, id: string) {
  for (;;) {
    const { matching } = await server.ask<ReviewAnswer>('GET', `/${id}/review`)
    if (matching.status === 'done') return
    await wait(POLLED_EVERY * 4)
  }
}

const p99 = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0

function report(server: BenchServer, runs: Run[]) {
  const of = (pick: (run: Run) => number) => median(runs.map(pick))
  console.log('\nvalidation of all columns, PUT mappings → done')
  line('bare pass over the rows', `${of(({ bare }) => bare.pass).toFixed(0)} ms`)
  line('validation', `${of(({ validation }) => validation).toFixed(0)} ms`)
  const ratio = of(({ validation, bare }) => validation / bare.pass)
  lineUpTo('ratio (median of the turns)', ratio, { most: MOST.pass, unit: '×' })
  const answers = p99(runs.flatMap(({ polls }) => polls))
  lineUpTo('progress asked meanwhile, p99', answers, { most: MOST.action, unit: 'ms' })
  console.log('\nfirst page of the values of each column, right after, against GROUP BY')
  SOURCES.forEach((source, at) => {
    const page = of(({ firstPages }) => firstPages[at] ?? 0)
    const group = of(({ bare }) => bare.groups[at] ?? 0)
    const share = of(({ firstPages, bare }) => (firstPages[at] ?? 0) / (bare.groups[at] ?? 1))
    const what = `${source}: ${page.toFixed(0)} ms to ${group.toFixed(0)} ms`
    lineUpTo(what, share, { most: MOST.group, unit: '×' })
  })
  console.log('\nlater pages and decisions')
  runs[0]?.actions.forEach(({ what, isBulk }, at) => {
    const ms = of(({ actions }) => actions[at]?.ms ?? 0)
    if (isBulk) line(what, `${ms.toFixed(1)} ms`)
    else lineUpTo(what, ms, { most: MOST.action, unit: 'ms' })
  })
  console.log('\nthe server meanwhile')
  reportCosts(server, runs)
}

function reportCosts(server: BenchServer, runs: Run[]) {
  const parts = ['validation', 'first pages', 'pages and decisions']
  parts.forEach((part, at) => {
    const delay = median(runs.map(({ costs }) => costs[at]?.delayP99 ?? 0))
    lineUpTo(`event-loop delay p99, ${part}`, delay, { most: MOST.delay, unit: 'ms' })
  })
  const rss = Math.max(...runs.flatMap(({ costs }) => costs.map((cost) => cost.rssMegabytes)))
  const above = rss - server.idle.rssMegabytes
  lineUpTo('memory above idle, most', above, { most: MOST.megabytes, unit: 'MB' })
}

/** Two columns of which the host has the last word: one of unique values, one with a `validate`. */
async function checked(server: BenchServer, file: CsvFile) {
  const id = await server.send(file, 'checked')
  await server.cost()
  const { ms } = await timed(async () => {
    await server.ask('PUT', `/${id}/mappings`, mappings(['Code', 'Emails']))
    await untilDone(server, id)
  })
  const { delayP99, delayMax, rssMegabytes } = await server.cost()
  console.log('\na column of unique values and one with a validate of the host')
  line('validation', `${ms.toFixed(0)} ms`)
  lineUpTo('event-loop delay p99', delayP99, { most: MOST.delay, unit: 'ms' })
  line('event-loop delay max', `${delayMax.toFixed(1)} ms`)
  const above = rssMegabytes - server.idle.rssMegabytes
  lineUpTo('memory above idle', above, { most: MOST.megabytes, unit: 'MB' })
  await server.ask('DELETE', `/${id}`)
}
