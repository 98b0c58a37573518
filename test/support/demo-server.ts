import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built demo in a process of its own, with a data folder of its own. */
export interface DemoServer {
  /** `http://localhost:<port>`; a restart keeps it. */
  url: string
  pid: number
  dataDir: string
  /** What it logged as errors, over all restarts. */
  errors: string[]
  /** Ends the process; default SIGKILL, which no process can answer to. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** Starts it again, on the same data. */
  restart(): Promise<void>
  /** Ends the process and removes the data folder. */
  stop(): Promise<void>
}

const SERVER = fileURLToPath(new URL('../../dist/demo/server.js', import.meta.url))
const READY = /import-wizard-kit demo: (http:\/\/localhost:(\d+))/
const SECONDS_TO_START = 180

/** Starts `dist/demo/server.js` on a free port; `databaseUrl` puts records and imports there. */
export async function startDemo(options: { databaseUrl?: string } = {}): Promise<DemoServer> {
  if (!existsSync(SERVER)) throw new Error('There is no built demo: run `npm run build` first.')
  const dataDir = mkdtempSync(join(tmpdir(), 'import-kit-demo-'))
  const env = { DATA_DIR: dataDir, DATABASE_URL: options.databaseUrl ?? '' }
  const errors: string[] = []
  let running = await start({ ...env, PORT: '0' }, errors)
  const demo: DemoServer = {
    url: running.url,
    pid: running.pid,
    dataDir,
    errors,
    kill: (signal = 'SIGKILL') => end(running.server, signal),
    async restart() {
      await end(running.server, 'SIGTERM')
      running = await start({ ...env, PORT: new URL(demo.url).port }, errors)
      demo.pid = running.pid
    },
    async stop() {
      await end(running.server, 'SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return demo
}

async function start(env: Record<string, string>, errors: string[]) {
  const server = spawn(process.execPath, [SERVER], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Otherwise a test run that is killed would leave servers behind.
  const killWithMe = () => server.kill('SIGKILL')
  process.once('exit', killWithMe)
  server.once('exit', () => process.off('exit', killWithMe))
  if (server.stderr) {
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (!line.includes('"level":"info"')) errors.push(line)
    })
  }
  const url = await readUrl(server)
  if (server.pid === undefined) throw new Error('The demo has no process id.')
  return { server, url, pid: server.pid }
}

function readUrl(server: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${said}`))
    const timer = setTimeout(() => {
      server.kill('SIGKILL')
      fail('The demo did not get ready in time.')
    }, SECONDS_TO_START * 1000)
    const listen = (chunk: Buffer) => {
      if (said.length < 100_000) said += chunk.toString()
      const url = READY.exec(said)?.[1]
      if (!url) return
      clearTimeout(timer)
      resolve(url)
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('exit', (code) => {
      clearTimeout(timer)
      fail(`The demo ended with ${code}.`)
    })
  })
}

async function end(server: ChildProcess, signal: NodeJS.Signals) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill(signal)
  await ended
}
