import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Hono } from 'hono'
import type { z } from 'zod'
import { importView, type ColumnMapping, type ImportView } from '../../server-kit/contract/index.ts'
import { assembleKit, wire, type ImportKit } from '../../server-kit/import-kit.ts'
import type { KitParts } from '../../server-kit/kit-parts.ts'
import {
  checkOptions,
  type CheckedOptions,
  type ImportKitOptions,
} from '../../server-kit/options.ts'
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
  /** Stops the kit, with its row threads, and starts another one on the same data. */
  restart(): Promise<void>
  close(): Promise<void>
}

export type Mapping = Pick<ColumnMapping, 'source' | 'target'> & Partial<ColumnMapping>

/**
 * The kit, mounted in a Hono host, with the contact importers, on a real database; `change` may put
 * other parts into it.
 */
export async function createTestKit(
  database: TestDatabase,
  options: Partial<ImportKitOptions> = {},
  change: (parts: KitParts) => KitParts = (parts) => parts,
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
  const checked = checkOptions({
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
  const start = () => startKit(change(wire(checked)), checked)
  let running = await start()
  const asking = asks(() => running.host)
  return {
    ...asking,
    ...walks(() => running.kit, asking),
    get kit() {
      return running.kit
    },
    get host() {
      return running.host
    },
    clock,
    logged,
    finished,
    rowStores: () => readdirSync(storageDir),
    restart: async () => {
      await running.kit.stop()
      running = await start()
      await running.kit.idle()
    },
    close: async () => {
      await running.kit.stop()
      rmSync(storageDir, { recursive: true, force: true })
    },
  }
}

async function startKit(parts: KitParts, options: CheckedOptions) {
  const kit = assembleKit(parts, options)
  await kit.migrate()
  await kit.start()
  const host = new Hono()
  host.route('/api/imports', kit.app)
  return { kit, host }
}

function asks(host: () => Hono): Pick<TestKit, 'ask' | 'get'> {
  const ask: TestKit['ask'] = async (path, { user = 'ada', method, body, raw, headers } = {}) => {
    // As over HTTP: otherwise who asks in a loop keeps everything else from going on.
    await nextTurn()
    return host().request(`/api/imports${path}`, {
      method: method ?? (body === undefined && raw === undefined ? 'GET' : 'POST'),
      headers: {
        ...(user !== null && { 'x-user': user }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(raw !== undefined && { body: raw }),
    })
  }
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

function walks(kit: () => ImportKit, { get }: Pick<TestKit, 'get'>) {
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
      await kit().idle()
      return view
    },
    async preview(id: string) {
      await get(importView, `/${id}/stage`, { body: { to: 'previewing' } })
      await kit().idle()
    },
    async start(id: string) {
      await get(importView, `/${id}/start`, { method: 'POST' })
      await kit().idle()
      return get(importView, `/${id}`)
    },
  }
}
