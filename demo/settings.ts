import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Settings {
  port: number
  /** Absent: all interfaces. */
  host: string | undefined
  dataDir: string
  databaseUrl: string | undefined
  secret: string
}

/** Reads `PORT`, `HOST`, `DATA_DIR`, `DATABASE_URL` and `IMPORT_SECRET`; makes the data folder. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env['PORT'] || 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT is "${env['PORT']}", which is not a port.`)
  }
  const databaseUrl = env['DATABASE_URL'] || undefined
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new Error('DATABASE_URL has to begin with postgres://')
  }
  const dataDir = env['DATA_DIR'] || '.data'
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const secret = env['IMPORT_SECRET'] || keptSecret(join(dataDir, 'secret'))
  return { port, host: env['HOST'] || undefined, dataDir, databaseUrl, secret }
}

/** Made once: otherwise links to failed rows would end with a restart. */
function keptSecret(file: string): string {
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}
