import { fork } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { request } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Cost } from './upload-server.ts'
import type { CsvFile } from './csv-file.ts'

const HEALTH_EVERY = 20
const READ_AT_ONCE = 256 * 1024

export interface Upload extends Cost {
  seconds: number
  healthP99: number
}

export interface BenchServer {
  /** What the process costs while it does nothing. */
  idle: Cost
  upload(file: CsvFile): Promise<Upload>
  stop(): void
}

/** Starts a host with the built kit in a process of its own. */
export async function startBenchServer(folder: string): Promise<BenchServer> {
  const child = fork(new URL('./upload-server.ts', import.meta.url), [folder], {
    execArgv: ['--import', 'tsx'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port))
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
  })
  const base = `http://127.0.0.1:${port}`
  const cost = async (): Promise<Cost> => (await fetch(`${base}/cost`)).json()
  await wait(1000)
  const idle = await cost()
  return {
    idle,
    upload: async (file) => {
      await cost()
      const health = watchHealth(base)
      const began = performance.now()
      const id = await send(base, file)
      const seconds = (performance.now() - began) / 1000
      const healthP99 = await health()
      const measured = await cost()
      await fetch(`${base}/api/imports/${id}`, { method: 'DELETE' })
      return { ...measured, seconds, healthP99 }
    },
    stop: () => child.disconnect(),
  }
}

/** Uploads a file as a browser does, streamed with its length; the id of the import. */
async function send(base: string, { path, bytes, rows }: CsvFile): Promise<string> {
  const asked = request(`${base}/api/imports?entityType=people&fileName=bench.csv`, {
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
