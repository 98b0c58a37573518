import { fork } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { compiled } from './compiled.ts'
import type { Cost } from './cost.ts'
import type { CsvFile } from './csv-file.ts'

const HEALTH_EVERY = 50
const READ_AT_ONCE = 256 * 1024

/** What something took, and what it cost the server. */
export interface Measured extends Cost {
  seconds: number
  healthP99: number
}

export interface BenchServer {
  /** What the process costs while it does nothing. */
  idle: Cost
  /** Uploads a file, measures it, and discards it. */
  upload(file: CsvFile): Promise<Measured>
  /** Runs something and measures it. */
  measure(run: () => Promise<void>): Promise<Measured>
  /** Uploads a file; the id of the import. */
  send(file: CsvFile, entityType?: string): Promise<string>
  /** Asks the kit's API with JSON; refusals are errors. */
  ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer>
  /** The cost since it was asked last. */
  cost(): Promise<Cost>
  /** Where the files of an import are. */
  storage: string
  stop(): void
}

/** Which server is started: its script, and its arguments after the folder. */
interface Started {
  script?: string
  args?: string[]
}

/** Starts a host with the built kit in a process of its own. */
export async function startBenchServer(
  folder: string,
  { script = './upload-server.ts', args = [] }: Started = {},
): Promise<BenchServer> {
  const child = fork(await compiled(new URL(script, import.meta.url)), [folder, ...args], {
    execArgv: [],
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port))
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
  })
  const base = `http://127.0.0.1:${port}`
  const cost = async (): Promise<Cost> => (await fetch(`${base}/cost`)).json()
  await wait(1000)
  const idle = await cost()
  const measure = async (run: () => Promise<void>) => {
    await cost()
    const health = watchHealth(base)
    const began = performance.now()
    await run()
    const seconds = (performance.now() - began) / 1000
    const healthP99 = await health()
    return { ...(await cost()), seconds, healthP99 }
  }
  return {
    idle,
    cost,
    measure,
    send: (file, entityType) => send(base, file, entityType),
    ask: (method, path, body) => ask(`${base}/api/imports`, { method, path, body }),
    storage: join(folder, 'rows'),
    upload: async (file) => {
      let id = ''
      const measured = await measure(async () => {
        id = await send(base, file)
      })
      await fetch(`${base}/api/imports/${id}`, { method: 'DELETE' })
      return measured
    },
    stop: () => child.disconnect(),
  }
}

interface Asked {
  method: string
  path: string
  body: unknown
}

async function ask<Answer>(base: string, { method, path, body }: Asked): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`)
  return JSON.parse(text || 'null')
}

/** Uploads a file as a browser does, streamed with its length; the id of the import. */
async function send(
  base: string,
  { path, bytes, rows }: CsvFile,
  entityType = 'people',
): Promise<string> {
  const asked = request(`${base}/api/imports?entityType=${entityType}&fileName=bench.csv`, {
    method: 'POST',
    headers: { 'content-length': bytes, 'content-type': 'text/csv' },
  })
  const answered = new Promise<string>((resolve, reject) => {
    asked.on('error', reject)
    asked.on('response', async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += String(chunk)
      resolve(text)
    })
  })
  await pipeline(createReadStream(path, { highWaterMark: READ_AT_ONCE }), asked)
  const text = await answered
  const { id, totalRows }: { id: string; totalRows: number } = JSON.parse(text)
  if (totalRows === rows) return id
  throw new Error(`The upload was not read as ${rows} rows: ${text.slice(0, 500)}`)
}

/** Asks again and again; the 99th percentile of the milliseconds that answers took. */
function watchHealth(base: string): () => Promise<number> {
  const times: number[] = []
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      const began = performance.now()
      await (await fetch(`${base}/health`)).text()
      times.push(performance.now() - began)
      await wait(HEALTH_EVERY)
    }
  })()
  return async () => {
    over.abort()
    await watching
    times.sort((a, b) => a - b)
    return times[Math.floor(times.length * 0.99)] ?? 0
  }
}
