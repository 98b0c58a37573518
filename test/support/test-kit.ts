import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { z } from 'zod'
import { importView, type ColumnMapping, type ImportView } from '../../server-kit/contract/index.ts'
import { createImportKit, type ImportKit } from '../../server-kit/import-kit.ts'
import type { ImportKitOptions } from '../../server-kit/options.ts'
import { contactImporters, createContactTables } from './contact-host.ts'
import type { TestDatabase } from './test-databases.ts'

/** `ada` and `bob` are of team north, bob may import companies only; `cleo` is of team south. */
const TEST_USERS: Record<string, { userId: string; teamId: string }> = {
  ada: { userId: 'ada', teamId: 'north' },
  bob: { userId: 'bob', teamId: 'north' },
  cleo: { userId: 'cleo', teamId: 'south' },
}

interface Asking {
  user?: string | null
  method?: string
  body?: unknown
  /** A body that is not JSON. */
  raw?: BodyInit
  headers?: Record<string, string>
}

export interface TestKit {
  kit: ImportKit
  /** A host that mounts the kit at `/api/imports`. */
  host: Hono
  clock: { now(): Date; advance(milliseconds: number): void }
  logged: { message: string; details: Record<string, unknown> }[]
  finished: string[]
  /** Asks the mounted router; the path is below `/api/imports`. */
  ask(path: string, asking?: Asking): Promise<Response>
  /** Asks, expects success, and parses the answer with the contract. */
  get<S extends z.ZodType>(schema: S, path: string, asking?: Asking): Promise<z.output<S>>
  upload(
    csv: string | Uint8Array<ArrayBuffer>,
    query?: Record<string, string>,
    asking?: Asking,
  ): Promise<ImportView>
  mapped(id: string, mappings: Mapping[]): Promise<ImportView>
  /** Goes on to the preview and waits until matching is through. */
  preview(id: string): Promise<void>
  /** Starts and waits until the jobs are idle. */
  start(id: string): Promise<ImportView>
  rowStores(): string[]
  close(): Promise<void>
}

export type Mapping = Pick<ColumnMapping, 'source' | 'target'> & Partial<ColumnMapping>

/** The kit, mounted in a Hono host, with the contact importers, on a real database. */
export async function createTestKit(
  database: TestDatabase,
  options: Partial<ImportKitOptions> = {},
): Promise<TestKit> {
  await createContactTables(database)
  const storageDir = mkdtempSync(join(tmpdir(), 'import-kit-rows-'))
  const logged: TestKit['logged'] = []
  const finished: string[] = []
  let offset = 0
  const clock = {
    now: () => new Date(Date.now() + offset),
    advance: (milliseconds: number) => void (offset += milliseconds),
  }
  const kit = createImportKit({
    db: database.db,
    importers: contactImporters,
    resolveActor: (c) => TEST_USERS[c.req.header('x-user') ?? ''] ?? null,
    resolveUsers: (ids) => ids.map((id) => ({ id, name: id.toUpperCase() })),
    canImport: (actor, entityType) => actor.userId !== 'bob' || entityType === 'company',
    onFinished: ({ importId, status }) => void finished.push(`${importId} ${status}`),
    secret: 's'.repeat(32),
    storageDir,
    clock,
    logger: {
      info: () => {},
      error: (message, details = {}) => void logged.push({ message, details }),
    },
    ...options,
  })
  await kit.migrate()
  await kit.start()
  const host = new Hono()
  host.route('/api/imports', kit.app)
  const asking = asks(host)
  return {
    ...asking,
    ...walks(kit, asking),
    kit,
    host,
    clock,
    logged,
    finished,
    rowStores: () => readdirSync(storageDir),
    close: async () => {
      await kit.stop()
      rmSync(storageDir, { recursive: true, force: true })
    },
  }
}

function asks(host: Hono): Pick<TestKit, 'ask' | 'get'> {
  const ask: TestKit['ask'] = async (path, { user = 'ada', method, body, raw, headers } = {}) =>
    host.request(`/api/imports${path}`, {
      method: method ?? (body === undefined && raw === undefined ? 'GET' : 'POST'),
      headers: {
        ...(user !== null && { 'x-user': user }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(raw !== undefined && { body: raw }),
    })
  return {
    ask,
    async get(schema, path, asking) {
      const response = await ask(path, asking)
      const text = await response.text()
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
      return schema.parse(JSON.parse(text))
    },
  }
}

function walks(kit: ImportKit, { get }: Pick<TestKit, 'get'>) {
  return {
    upload: (
      csv: string | Uint8Array<ArrayBuffer>,
      query: Record<string, string> = {},
      asking: Asking = {},
    ) => {
      const parameters = new URLSearchParams({
        entityType: 'contact',
        fileName: 'contacts.csv',
        ...query,
      })
      return get(importView, `/?${parameters}`, { method: 'POST', raw: csv, ...asking })
    },
    async mapped(id: string, mappings: Mapping[]) {
      const view = await get(importView, `/${id}/mappings`, { method: 'PUT', body: { mappings } })
      await kit.idle()
      return view
    },
    async preview(id: string) {
      await get(importView, `/${id}/stage`, { body: { to: 'previewing' } })
      await kit.idle()
    },
    async start(id: string) {
      await get(importView, `/${id}/start`, { method: 'POST' })
      await kit.idle()
      return get(importView, `/${id}`)
    },
  }
}
