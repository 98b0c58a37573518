import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../support/postgres-server.ts'
import { type BenchServer, type Measured, startBenchServer } from './bench-server.ts'
import { contactsFile, type CsvFile } from './csv-file.ts'
import { type HostDatabase, openPostgresHost, openSqliteHost } from './host-database.ts'
import type { Dialect } from './host-tables.ts'
import { line, lineUpTo, median } from './report.ts'
import { RunningImport } from './running-import.ts'

/** What the design asks for. */
const TARGETS = { ratio: 2.5, linked: 3, megabytes: 400, delayP99: 50 }

export const EXECUTE_PARTS = ['matching', 'creates', 'linked'] as const

export interface ExecuteOptions {
  runs: number
  rows: number
  database: Dialect | undefined
  /** Default: all of them. */
  part: (typeof EXECUTE_PARTS)[number] | undefined
}

interface Bench {
  dialect: Dialect
  runs: number
  open(): Promise<HostDatabase>
  /** A server of its own on the database, that ends with `work`. */
  served<T>(host: HostDatabase, work: (server: BenchServer) => Promise<T>): Promise<T>
}

/** Matching and execution over HTTP, each against its limit of the same run. */
export async function benchExecute(options: ExecuteOptions): Promise<void> {
  const { runs, rows, database } = options
  if (database === 'sqlite' && options.part === 'matching') {
    throw new Error(
      'Matching is measured on Postgres only: `sqlite3` has no limit to hold it against.',
    )
  }
  const files = join(tmpdir(), 'import-wizard-kit-bench')
  mkdirSync(files, { recursive: true })
  const all = contactsFile(files, rows)
  const half = contactsFile(files, rows / 2)
  for (const dialect of ['postgres', 'sqlite'] as const) {
    if (database && database !== dialect) continue
    const folder = mkdtempSync(join(tmpdir(), 'import-wizard-kit-execute-'))
    const postgres = dialect === 'postgres' ? await startPostgres() : null
    const bench: Bench = {
      dialect,
      runs,
      open: () => (postgres ? openPostgresHost(postgres.url, folder) : openSqliteHost(folder)),
      served: (host, work) => served(folder, host, work),
    }
    try {
      await benchParts(bench, { all, half }, options.part)
    } finally {
      await postgres?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function benchParts(
  bench: Bench,
  { all, half }: { all: CsvFile; half: CsvFile },
  part: ExecuteOptions['part'],
) {
  const isAsked = (one: ExecuteOptions['part']) => part === undefined || part === one
  if (bench.dialect === 'postgres' && isAsked('matching')) await benchMatching(bench, all)
  if (isAsked('creates')) await benchCreates(bench, all)
  if (isAsked('linked')) await benchLinked(bench, half)
}

async function served<T>(
  folder: string,
  host: HostDatabase,
  work: (server: BenchServer) => Promise<T>,
): Promise<T> {
  const server = await startBenchServer(join(folder, 'server'), {
    script: './execute-server.ts',
    args: [host.url],
  })
  try {
    return await work(server)
  } finally {
    server.stop()
  }
}

const count = (rows: number) => rows.toLocaleString('en')

function* numbers(from: number, to: number, step = 1) {
  for (let number = from; number <= to; number += step) yield number
}

/** Every other row has a record; as many records are in no row. */
async function benchMatching({ runs, open, served }: Bench, file: CsvFile) {
  const host = await open()
  await host.fill(numbers(1, file.rows, 2))
  await host.fill(numbers(-file.rows / 2, -1))
  const limits: number[] = []
  const matched = await served(host, async (server) => {
    const made = await RunningImport.prepare(server, file, 'plain')
    const found: Measured[] = []
    for (let run = 0; run < runs; run++) {
      limits.push(await host.find(file.rows))
      // Rows of odd numbers have a record: this one loses it.
      found.push(await server.measure(() => made.matchAgain(run * 2 + 1)))
      const { update, create } = await made.counts()
      const matching = file.rows / 2 - run - 1
      if (update !== matching || create + update !== file.rows) throw new Error('Matched wrongly')
    }
    await made.discard()
    return found
  })
  await host.close()
  console.log(`\n${host.dialect}: matching ${count(file.rows)} rows with as many records, half hit`)
  const tool = `${host.tool} to a temp table, join, out`
  report(matched, { limits, tool, target: TARGETS.ratio })
}

async function benchCreates(bench: Bench, file: CsvFile) {
  const measured: Measured[] = []
  const limits: number[] = []
  let tool = ''
  for (let run = 0; run < bench.runs; run++) {
    measured.push(
      await createOnce(bench, file, async (host) => {
        limits.push(await host.putInAgain())
        tool = host.tool
      }),
    )
  }
  console.log(`\n${bench.dialect}: ${count(file.rows)} creates, each looked up by its e-mail`)
  report(measured, { limits, tool: `${tool} into the same table`, target: TARGETS.ratio })
}

async function createOnce(
  { open, served }: Bench,
  file: CsvFile,
  then?: (host: HostDatabase) => Promise<void>,
): Promise<Measured> {
  const host = await open()
  const measured = await served(host, (server) => runImport(server, file, 'plain'))
  await then?.(host)
  await host.close()
  return measured
}

/** Against creates of the same file, so that each turn has its own limit. */
async function benchLinked(bench: Bench, file: CsvFile) {
  const { runs, open, served, dialect } = bench
  const measured: Measured[] = []
  const limits: number[] = []
  for (let run = 0; run < runs; run++) {
    limits.push((await createOnce(bench, file)).seconds)
    const host = await open()
    await host.fill(numbers(10, file.rows, 10))
    measured.push(await served(host, (server) => runImport(server, file, 'linked')))
    await host.close()
  }
  console.log(`\n${dialect}: ${count(file.rows)} rows with two links, 10 % updates`)
  report(measured, { limits, tool: 'creates of the same rows', target: TARGETS.linked })
}

async function runImport(server: BenchServer, file: CsvFile, mapped: 'plain' | 'linked') {
  const made = await RunningImport.prepare(server, file, mapped)
  return server.measure(async () => {
    const results = await made.run()
    const written = (results?.created ?? 0) + (results?.updated ?? 0)
    if (written !== file.rows) throw new Error(`${written} rows are written`)
  })
}

interface Limit {
  limits: number[]
  tool: string
  target: number
}

function report(measured: Measured[], { limits, tool, target }: Limit) {
  const of = (pick: (one: Measured) => number) => median(measured.map(pick))
  const ratio = median(measured.map(({ seconds }, run) => seconds / (limits[run] ?? 0)))
  const memory = Math.max(...measured.map(({ rssMegabytes }) => rssMegabytes))
  const delay = of(({ delayP99 }) => delayP99)
  const most = Math.max(...measured.map(({ delayMax }) => delayMax))
  const cpu = of(({ cpuSeconds }) => cpuSeconds).toFixed(1)
  line('the kit', `${of(({ seconds }) => seconds).toFixed(2)} s (CPU ${cpu})`)
  line(tool, `${median(limits).toFixed(2)} s`)
  lineUpTo('ratio (median of the turns)', ratio, { most: target, unit: '×' })
  lineUpTo('memory of the server, most', memory, { most: TARGETS.megabytes, unit: 'MB' })
  lineUpTo('event-loop delay p99', delay, { most: TARGETS.delayP99, unit: 'ms' })
  line('event-loop delay max', `${most.toFixed(1)} ms`)
  line('health request p99', `${of(({ healthP99 }) => healthP99).toFixed(1)} ms`)
}
