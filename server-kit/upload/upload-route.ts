import { setTimeout as wait } from 'node:timers/promises'
import { requireAllowed, requireStage, wrongStage } from '../access.ts'
import type { Actor } from '../actor.ts'
import { ROUTES } from '../contract/routes.ts'
import { ImportError } from '../errors.ts'
import { parentIdOf } from '../failed-rows-name.ts'
import { viewImport } from '../import-view.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import { serve, type KitApp, type KitContext, type RouteRequest } from '../route.ts'
import type { Reading, ReadOptions } from '../row-store/row-store.ts'
import { cleanFileName } from './file-name.ts'
import { pacedBody } from './paced-body.ts'

type UploadRequest = RouteRequest<typeof ROUTES.upload>

/** Uploads a file, streamed into a row store; reads it again; discards it. */
export function uploadRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.upload, async (request) => {
    const { c, actor, query } = request
    kit.registry.get(query.entityType)
    await requireAllowed(kit, actor, query.entityType)
    const key = c.req.header('idempotency-key')
    const earlier = key ? await uploadWithKey(kit, actor, key) : null
    if (earlier) return viewImport(kit, c, earlier)
    checkLength(kit, c)
    await checkQuota(kit, actor, lengthOf(c))
    return viewImport(kit, c, await upload(kit, request, key))
  })

  serve(app, ROUTES.reread, async ({ c, actor, id, body }) => {
    await requireStage(kit, { actor, id }, ['mapping'])
    const reading = await kit.rows.reread(id, { ...body, limits: kit.limits })
    return viewImport(kit, c, await record(kit, actor, { id, reading, from: 'mapping' }))
  })

  serve(app, ROUTES.discard, async ({ c, actor, id }) => {
    const found = await requireStage(kit, { actor, id }, ['uploading', ...DRAFTS])
    if (!(await kit.model.forTeam(actor.teamId).discard(id))) throw wrongStage(found.status)
    await kit.rows.destroy(id)
    return c.body(null, 204)
  })
}

const DRAFTS = ['mapping', 'reviewing', 'previewing'] as const

async function upload(kit: KitParts, request: UploadRequest, key: string | undefined) {
  const { actor, query, c } = request
  const team = kit.model.forTeam(actor.teamId)
  const fileName = cleanFileName(query.fileName)
  const { id } = await kit.model.create({
    id: kit.newId(),
    teamId: actor.teamId,
    userId: actor.userId,
    entityType: query.entityType,
    fileName,
    timeZone: query.timeZone ?? 'UTC',
    parentImportId: await findParent(kit, actor, { fileName, entityType: query.entityType }),
  })
  try {
    // Counted again: of several that came at once each saw room for itself.
    await checkOpen(kit, actor, kit.limits.openImports + 1)
    if (key && !(await team.saveIdempotencyKey(key, id))) throw sameKey()
    const reading = await kit.rows.ingest(id, pacedBody(c.req.raw.body), readOptions(kit, request))
    return await record(kit, actor, { id, reading, from: 'uploading' })
  } catch (error) {
    // Where neither is possible either, cleanup does it: what went wrong first is what is told.
    await Promise.allSettled([team.discard(id), kit.rows.destroy(id)])
    throw error
  }
}

/** The import of the team whose failed rows this file has, by its name. */
async function findParent(
  kit: KitParts,
  actor: Actor,
  { fileName, entityType }: Pick<Import, 'fileName' | 'entityType'>,
) {
  const id = parentIdOf(fileName)
  const parent = id === null ? null : await kit.model.forTeam(actor.teamId).find(id)
  return parent?.entityType === entityType ? parent.id : null
}

const readOptions = (kit: KitParts, { c, query }: UploadRequest): ReadOptions => ({
  encoding: query.encoding,
  delimiter: query.delimiter,
  quote: query.quote,
  escape: query.escape,
  headerRow: query.headerRow,
  sheet: query.sheet,
  limits: kit.limits,
  signal: c.req.raw.signal,
})

interface Read {
  id: string
  reading: Reading
  from: 'uploading' | 'mapping'
}

async function record(kit: KitParts, actor: Actor, { id, reading, from }: Read): Promise<Import> {
  const { headers, totalRows, fileSize, source, warnings } = reading
  const saved = await kit.model.forTeam(actor.teamId).transition(id, {
    from: [from],
    to: 'mapping',
    set: { headers, totalRows, fileSize, source, warnings, columnMappings: [] },
  })
  if (!saved) throw new ImportError('import_not_found', 'This import was removed meanwhile.')
  return saved
}

/** What is known of a body before it comes: it is counted while it streams. */
const lengthOf = (c: KitContext) => Number(c.req.header('content-length') ?? 0) || 0

/** Refuses when the team would have `most` open imports or more. */
async function checkOpen(kit: KitParts, actor: Actor, most: number) {
  if ((await kit.model.forTeam(actor.teamId).countOpen()) < most) return
  const limit = kit.limits.openImports
  throw new ImportError(
    'too_many_imports',
    `Your team has ${limit} unfinished imports. Finish or discard one first.`,
    { details: { limit } },
  )
}

async function checkQuota(kit: KitParts, actor: Actor, length: number) {
  await checkOpen(kit, actor, kit.limits.openImports)
  const { openBytes } = kit.limits
  const taken = await kit.rows.size(await kit.model.forTeam(actor.teamId).openIds())
  if (taken + length <= openBytes) return
  throw new ImportError(
    'too_many_imports',
    "Your team's unfinished imports take all the room that there is. Finish or discard one first.",
    { details: { limit: openBytes, taken } },
  )
}

function checkLength(kit: KitParts, c: KitContext) {
  if (lengthOf(c) <= kit.limits.fileBytes) return
  const limit = Math.floor(kit.limits.fileBytes / 1024 / 1024)
  throw new ImportError('file_too_large', `The file is larger than the limit of ${limit} MB.`, {
    details: { limit: kit.limits.fileBytes },
  })
}

const sameKey = () =>
  new ImportError('already_started', 'The same upload is running already.', { details: {} })

/** The import that an earlier upload with this key made, once it has been read; a failed one left none. */
async function uploadWithKey(kit: KitParts, actor: Actor, key: string): Promise<Import | null> {
  const patience = 100
  for (let tries = 0; tries < patience; tries++) {
    const found = await kit.model.forTeam(actor.teamId).findByIdempotencyKey(key)
    if (found?.status !== 'uploading') return found
    await wait(200)
  }
  throw sameKey()
}
