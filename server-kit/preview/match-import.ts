import { askHost, HostFailed } from '../importer/ask-host.ts'
import { hostCalls, type HostCalls } from '../importer/host-context.ts'
import type { Importer } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { createRowCheck, type RowCheck } from '../matching/check-row.ts'
import { decidePage } from '../matching/decide-page.ts'
import { FileKeys } from '../matching/file-index.ts'
import { findForKeys, findForRows, type FoundForRows } from '../matching/find-for-rows.ts'
import { settle, waitFor } from '../matching/find-records.ts'
import { matchPlan } from '../matching/match-plan.ts'
import type { Import } from '../model/import.ts'
import { findsAtOnce, matchAtOnce } from './match-at-once.ts'
import { ahead } from '../runtime/ahead.ts'
import { errorText } from '../runtime/error-text.ts'
import type {
  FoundKeys,
  KeysToFind,
  MatchPlan,
  MatchRules,
  RowStore,
  RowToMatch,
} from '../row-store/row-store.ts'

/** Of rows. */
const PAGE = 5_000
/** A database has several cores, and nothing to do while an answer is read and the next page is sent. */
const PAGES_AT_ONCE = 3
const NOT_LOOKED_UP = 'Existing records cannot be looked up at the moment. It is tried again.'

type MatchParts = Pick<
  KitParts,
  'rows' | 'registry' | 'db' | 'batches' | 'clock' | 'logger' | 'hostCallTimeout'
>

interface Matching {
  kit: MatchParts
  store: RowStore
  importer: Importer
  rules: MatchRules
  calls: HostCalls
  check: RowCheck | null
  signal: AbortSignal
}

/**
 * Works out what every row will do, in pages of rows with bulk look-ups. A decision that comes
 * meanwhile overtakes the pass, which then begins again; resolves early when `signal` aborts.
 */
export async function matchImport(kit: MatchParts, record: Import, signal: AbortSignal) {
  const store = kit.rows.open(record.id)
  const importer = kit.registry.get(record.entityType)
  const fields = await importer.fieldsFor(record.teamId)
  const revision = record.mappingRevision
  const planned = matchPlan(record.columnMappings, importer, fields)
  const plan = { ...planned, revision }
  const calls = hostCalls(kit, record)
  const check = createRowCheck(importer, kit.logger, record.id)
  const matching = { kit, store, importer, rules: planned.rules, calls, check, signal }
  let isAtOnce = findsAtOnce(kit, importer, { plan, rows: record.totalRows })
  while (!signal.aborted) {
    const progress = await store.progress()
    // Whoever changed the mapping has woken the next pass, which knows it.
    if (progress.matching.status === 'done' || progress.revision !== revision) return
    if (await store.recountWithheld(plan)) continue
    const pass = await store.beginMatching(plan)
    if (isAtOnce) {
      isAtOnce = await triedAtOnce(matching, { pass, plan })
      continue
    }
    try {
      await (importer.validateRow ? matchChecked : matchRows)(matching, pass)
    } catch (failure) {
      if (!(failure instanceof HostFailed)) throw failure
      const error = errorText(failure.cause)
      kit.logger.error('existing records could not be looked up', { importId: record.id, error })
      return store.failMatching(pass, NOT_LOOKED_UP)
    }
  }
}

/** False: the importer could not, or failed, and is asked page by page. */
async function triedAtOnce(
  { kit, store, importer, calls, signal }: Matching,
  of: { pass: number; plan: MatchPlan },
): Promise<boolean> {
  try {
    return await matchAtOnce({ db: kit.db, store, importer, calls, signal }, of)
  } catch (error) {
    const { importId } = calls.context
    kit.logger.error('findMany failed, findBy is asked', { importId, error: errorText(error) })
    return false
  }
}

/** Some pages are looked up while the row store decides one and reads another. */
async function matchRows(matching: Matching, pass: number): Promise<void> {
  const { store, signal } = matching
  const lookedUp: Promise<FoundPage>[] = []
  let after: number | null = 0
  while (!signal.aborted) {
    if (after !== null && lookedUp.length < PAGES_AT_ONCE) {
      const keys: KeysToFind | null = await store.keysToFind(pass, after, PAGE)
      if (!keys) return
      after = keys.lastRow
      if (after !== null) lookedUp.push(ahead(findPage(matching, keys, after)))
      continue
    }
    const found = await lookedUp.shift()
    if (!found) return void (await store.finishMatching(pass))
    const { overtaken } = await store.decideMatches(pass, found)
    if (overtaken) return
  }
}

type FoundPage = FoundKeys & { lastRow: number }

async function findPage(
  { kit, importer, calls }: Matching,
  keys: KeysToFind,
  lastRow: number,
): Promise<FoundPage> {
  const looking = { importer, registry: kit.registry, context: calls.context, wait: waitFor }
  return { ...(await askHost(() => settle(findForKeys(keys, looking), calls))), lastRow }
}

/** The host is asked about each row, so it is decided here; the next page is looked up meanwhile. */
async function matchChecked(matching: Matching, pass: number): Promise<void> {
  const { store, signal, rules, check } = matching
  const deciding = { rules, check, file: new FileKeys() }
  let next = ahead(lookUp(matching, pass, 0))
  while (!signal.aborted) {
    const { rows, found } = await next
    const last = rows.at(-1)
    if (!last) return void (await store.finishMatching(pass))
    next = ahead(lookUp(matching, pass, last.rowNumber))
    const { overtaken } = await store.saveMatches(pass, decidePage(rows, found, deciding))
    if (overtaken) return
  }
}

interface LookedUp {
  rows: RowToMatch[]
  found: FoundForRows
}

async function lookUp(matching: Matching, pass: number, after: number): Promise<LookedUp> {
  const { kit, store, importer, calls } = matching
  const rows = await store.rowsToMatch(pass, after, PAGE)
  const looking = { importer, registry: kit.registry, context: calls.context, wait: waitFor }
  return { rows, found: await askHost(() => settle(findForRows(rows, looking), calls)) }
}
