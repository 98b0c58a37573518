import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import postgres from 'postgres'
import { BIG_TEAM, EXPORTED } from './history-data.ts'
import type { HistoryHost } from './history-host.ts'
import { verdict } from './percentiles.ts'
import { median } from './report.ts'

const TARGETS = { ratio: 3, megabytes: 150 }

interface Export {
  url: string
  headers: string[]
  failed: number
  folder: string
}

/** A million failed rows over HTTP, against the database's own export to a file. */
export async function benchFile(
  { base, cost }: HistoryHost,
  { url, headers, failed, folder }: Export,
) {
  const view = await fetch(`${base}/${EXPORTED}`, { headers: { 'x-team': BIG_TEAM } })
  const { failedRowsUrl }: { failedRowsUrl: string } = await view.json()
  await wait(1_000)
  await cost()
  await wait(500)
  const idle = (await cost()).rssMegabytes
  const limits: number[] = []
  const files: number[] = []
  let bytes = 0
  for (let run = 0; run < 3; run += 1) {
    limits.push(await seconds(() => limit(url, headers, join(folder, 'limit.csv'))))
    files.push(
      await seconds(async () => {
        const answer = await fetch(new URL(failedRowsUrl, base))
        if (!answer.ok) throw new Error(await answer.text())
        bytes = 0
        for await (const chunk of answer.body ?? []) bytes += chunk.length
      }),
    )
  }
  const { rssMegabytes, delayP99 } = await cost()
  const ratio = median(files) / median(limits)
  console.log(`  ${failed.toLocaleString('en')} failed rows as CSV, ${(bytes / 1e6).toFixed(0)} MB`)
  console.log(
    `    over HTTP ${median(files).toFixed(2)} s; limit ${median(limits).toFixed(2)} s; ratio ${ratio.toFixed(2)} ${verdict(ratio, TARGETS.ratio)}`,
  )
  console.log(
    `    memory above idle ${(rssMegabytes - idle).toFixed(0)} MB ${verdict(rssMegabytes - idle, TARGETS.megabytes)}; event-loop delay p99 ${delayP99.toFixed(1)} ms`,
  )
}

/**
 * The same cells without guards and without HTTP: on Postgres by `psql`, or by COPY through the driver where
 * there is no `psql`, on SQLite as rows of text to a file.
 */
async function limit(url: string, headers: string[], file: string) {
  if (!url.startsWith('postgres')) return limitOfSqlite(url, headers, file)
  const cells = headers.map((header) => `data ->> '${header}'`).join(', ')
  const rows = `(SELECT ${cells}, validation_error FROM failed_import_rows WHERE import_id = '${EXPORTED}' ORDER BY row_number)`
  if (hasPsql) {
    await promisify(execFile)('psql', [url, '-qc', `\\copy ${rows} TO '${file}' (FORMAT csv)`])
    return
  }
  const client = postgres(url, { max: 1 })
  const copy = client.unsafe(`COPY ${rows} TO STDOUT (FORMAT csv)`)
  await pipeline(await copy.readable(), createWriteStream(file))
  await client.end()
}

const hasPsql = spawnSync('psql', ['--version']).status === 0

async function limitOfSqlite(url: string, headers: string[], file: string) {
  const client = new Database(url, { readonly: true })
  const cells = headers.map((header) => `(data ->> '${header}')`).join(` || ',' || `)
  const lines = client.prepare<[], string>(
    `SELECT ${cells} || ',' || validation_error FROM failed_import_rows
     WHERE import_id = '${EXPORTED}' ORDER BY row_number`,
  )
  const written = createWriteStream(file)
  let text = ''
  for (const line of lines.pluck().iterate()) {
    text += `${line}\n`
    if (text.length < 256 * 1024) continue
    if (!written.write(text)) await once(written, 'drain')
    text = ''
  }
  await new Promise<void>((resolve) => written.end(text, () => resolve()))
  client.close()
}

async function seconds(work: () => Promise<void>) {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
