import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBenchServer, type BenchServer, type Measured } from './bench-server.ts'
import { peopleFile, wideFile, type CsvFile } from './csv-file.ts'
import { line, median } from './report.ts'
import { IMPORTER, sqliteImport, type Imported } from './sqlite-import.ts'

const GROWTH = [10_000, 100_000, 1_000_000, 3_000_000]
/** What the design asks for. */
const TARGETS = { ratio: 2, megabytes: 250, delayP99: 30, healthP99: 250, growth: 1.3 }

/** Uploads over HTTP against the import of SQLite's own shell, in turns, in one run. */
export async function benchUpload({ runs }: { runs: number }): Promise<void> {
  const folder = join(tmpdir(), 'import-wizard-kit-bench')
  mkdirSync(folder, { recursive: true })
  const server = await startBenchServer(join(folder, 'server'))
  console.log(`idle: ${server.idle.rssMegabytes.toFixed(0)} MB; limit: ${IMPORTER}; runs: ${runs}`)
  try {
    // The first upload of a process pays for its start.
    await server.upload(peopleFile(folder, 10_000))
    for (const file of [peopleFile(folder, 1_000_000), wideFile(folder, 200_000)]) {
      await compare(server, file, { runs, database: join(folder, 'limit.sqlite') })
    }
    await grow(server, folder, runs)
  } finally {
    server.stop()
  }
}

interface Comparison {
  runs: number
  database: string
}

async function compare(server: BenchServer, file: CsvFile, { runs, database }: Comparison) {
  const imports: Imported[] = []
  const uploads: Measured[] = []
  for (let run = 0; run < runs; run++) {
    imports.push(await sqliteImport(file, database))
    uploads.push(await server.upload(file))
  }
  const of = (pick: (upload: Measured) => number) => median(uploads.map(pick))
  const most = (pick: (upload: Measured) => number) => Math.max(...uploads.map(pick))
  const ofLimit = (pick: (imported: Imported) => number) => median(imports.map(pick))
  const ratio = median(uploads.map(({ seconds }, run) => seconds / (imports[run]?.seconds ?? 0)))
  const memory = most(({ rssMegabytes }) => rssMegabytes) - server.idle.rssMegabytes
  console.log(`\n${titleOf(file)}`)
  const timed = ({ seconds, cpuSeconds }: Imported) =>
    `${seconds.toFixed(2)} s (CPU ${cpuSeconds.toFixed(2)})`
  const seconds = ({ seconds }: Imported) => seconds
  const cpuSeconds = ({ cpuSeconds }: Imported) => cpuSeconds
  const upload = { seconds: of(seconds), cpuSeconds: of(cpuSeconds) }
  const limit = { seconds: ofLimit(seconds), cpuSeconds: ofLimit(cpuSeconds) }
  line('upload → rows stored', timed(upload))
  line(IMPORTER, timed(limit))
  line('ratio (median of the turns)', ratio.toFixed(2), {
    isMet: ratio <= TARGETS.ratio,
    target: '≤ 2.0',
  })
  line('memory above idle, most', `${memory.toFixed(0)} MB`, {
    isMet: memory <= TARGETS.megabytes,
    target: '≤ 250',
  })
  const p99 = of(({ delayP99 }) => delayP99)
  line('event-loop delay p99', `${p99.toFixed(1)} ms`, {
    isMet: p99 <= TARGETS.delayP99,
    target: '≤ 30',
  })
  line('event-loop delay max', `${most(({ delayMax }) => delayMax).toFixed(1)} ms`)
  const health = of(({ healthP99 }) => healthP99)
  line('health request p99', `${health.toFixed(1)} ms`, {
    isMet: health <= TARGETS.healthP99,
    target: '≤ 250',
  })
}

async function grow(server: BenchServer, folder: string, runs: number) {
  console.log('\ngrowth: people, seconds per million rows')
  const paces: number[] = []
  for (const rows of GROWTH) {
    const file = peopleFile(folder, rows)
    const uploads: Measured[] = []
    for (let run = 0; run < Math.min(runs, 3); run++) uploads.push(await server.upload(file))
    const seconds = median(uploads.map((upload) => upload.seconds))
    const memory = Math.max(...uploads.map(({ rssMegabytes }) => rssMegabytes))
    const above = memory - server.idle.rssMegabytes
    paces.push((seconds / rows) * 1e6)
    const pace = `${paces.at(-1)?.toFixed(2)} s (${seconds.toFixed(2)} s)`
    line(`${rows.toLocaleString('en')} rows, +${above.toFixed(0)} MB`, pace)
  }
  const growth = (paces.at(-1) ?? 0) / (paces.at(-2) ?? 1)
  line('3,000,000 to 1,000,000', growth.toFixed(2), {
    isMet: growth <= TARGETS.growth,
    target: '1.0, linear',
  })
}

const titleOf = ({ rows, columns, bytes }: CsvFile) =>
  `${rows.toLocaleString('en')} × ${columns}, ${(bytes / 1e6).toFixed(0)} MB`
