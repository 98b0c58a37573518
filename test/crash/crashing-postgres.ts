import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { preparePostgres } from '../support/postgres-server.ts'

/** A Postgres that can be stopped as by a power cut, and started again on the same data. */
export interface CrashingPostgres {
  url: string
  crash(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

// It waits at a pipe of this process: when that closes, however this process ends, the server ends.
const GUARD = `
exec 3<&0
"$@" &
server=$!
(cat <&3 >/dev/null; kill -QUIT $server 2>/dev/null) &
wait $server`

export async function startCrashingPostgres(): Promise<CrashingPostgres> {
  const { folder, programs, user, port } = await preparePostgres()
  const cluster = join(folder, 'cluster')
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    // A process of ours that dies loses nothing that it was told is committed.
    'synchronous_commit=on',
    'fsync=off',
    'restart_after_crash=off',
  ].flatMap((setting) => ['-c', setting])
  const command = [join(programs, 'postgres'), '-D', cluster, '-p', `${port}`, ...settings]
  let server: ChildProcess | null = null
  const end = async (signal: NodeJS.Signals) => {
    if (!server) return
    const ended = once(server, 'exit')
    process.kill(
      Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]),
      signal,
    )
    server.stdin?.end()
    await ended
    server = null
  }
  const url = `postgres://tester:tester@127.0.0.1:${port}/postgres`
  const crashing: CrashingPostgres = {
    url,
    crash: () => end('SIGQUIT'),
    async start() {
      const stdio: ['pipe', 'ignore', 'ignore'] = ['pipe', 'ignore', 'ignore']
      server = spawn('sh', ['-c', GUARD, 'guard', ...command], {
        ...user,
        cwd: folder,
        detached: true,
        stdio,
      })
      await untilAnswering(url)
    },
    async stop() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await crashing.start()
  return crashing
}

/** It listens before it has recovered. */
async function untilAnswering(url: string) {
  const client = postgres(url, { max: 1, backoff: () => 0.05, fetch_types: false })
  for (let tries = 0; tries < 600; tries += 1) {
    const isThere = await client`SELECT 1`.then(
      () => true,
      () => false,
    )
    if (isThere) return client.end()
    await sleep(50)
  }
  throw new Error('Postgres did not come back.')
}
