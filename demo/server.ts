import { serve } from '@hono/node-server'
import { join } from 'node:path'
import { createImportKit } from '../server-kit/index.ts'
import { createDemoApp } from './app.ts'
import { createImporters } from './importers/importers.ts'
import { openRecords } from './records/open-records.ts'
import { signedInUser } from './session.ts'
import { readSettings } from './settings.ts'
import { USERS, findUser, mayImport } from './users.ts'

const settings = readSettings(process.env)
const database = await openRecords(settings)

const kit = createImportKit({
  db: database.db,
  importers: createImporters(database),
  secret: settings.secret,
  storageDir: join(settings.dataDir, 'imports'),
  resolveActor(c) {
    const user = signedInUser(c)
    return user && { userId: user.id, teamId: user.team }
  },
  resolveUsers: (ids) => USERS.filter(({ id }) => ids.includes(id)),
  canImport: ({ userId }, entityType) => mayImport(findUser(userId), entityType),
})

await kit.migrate()
await kit.start()

const app = createDemoApp(database, kit.app)
const server = serve(
  {
    fetch: app.fetch,
    port: settings.port,
    ...(settings.host && { hostname: settings.host }),
    overrideGlobalObjects: false,
  },
  ({ port }) => {
    process.stdout.write(`import-wizard-kit demo: http://localhost:${port}\n`)
  },
)

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())

/** A running import stops at a batch edge and goes on when the demo is started again. */
async function stop() {
  if (isStopping) return
  isStopping = true
  await kit.stop()
  server.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
  await database.close()
  process.exit(0)
}
