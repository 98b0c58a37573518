import { setTimeout as wait } from 'node:timers/promises'
import { ImportError } from '../errors.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import type { RowStore } from '../row-store/row-store.ts'
import { errorText } from '../runtime/error-text.ts'
import { openExecution, type Execution } from './execution.ts'
import { isMisuse } from './misuse.ts'
import { writeBatch } from './write-batch.ts'

const LEASE_MILLISECONDS = 15_000
const BATCH_ROWS = 1000
/** A host that fails on this many rows in a row fails on all: the import stops. */
const MOST_UNEXPECTED = 1000
const MOST_TRIES = 3

/**
 * Runs an import from its cursor to its end, batch by batch, each in one transaction. Only the owner
 * of the lease runs it: a second caller returns at once. When `signal` aborts, the batch is finished
 * and the lease given back, so that another process goes on at once.
 */
export async function executeImport(
  kit: KitParts,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const owner = kit.newId()
  const record = await kit.model.lease.take(importId, owner, LEASE_MILLISECONDS)
  if (!record) return
  const heartbeat = setInterval(() => {
    kit.model.lease.renew(importId, owner, LEASE_MILLISECONDS).catch((error: unknown) => {
      kit.logger.error('the lease could not be renewed', { importId, error: errorText(error) })
    })
  }, LEASE_MILLISECONDS / 3)
  try {
    await runToEnd(await openExecution(kit, record), owner, signal)
  } catch (error) {
    await giveUp(kit, record, { owner, error })
  } finally {
    clearInterval(heartbeat)
    await kit.model.lease.release(importId, owner)
  }
}

async function runToEnd(execution: Execution, owner: string, signal: AbortSignal) {
  const { kit, record } = execution
  const store = kit.rows.open(record.id)
  let cursor = record.cursor
  while (!signal.aborted) {
    if (execution.unexpected >= MOST_UNEXPECTED) {
      throw new ImportError('internal', 'The importer failed on 1,000 rows in a row.')
    }
    const to = await runBatch(execution, store, { owner, from: cursor })
    if (to === 'lost') return
    if (to === 'end') return finish(kit, record, { owner, status: 'completed' })
    cursor = to
  }
}

/** The new cursor; `lost`: cancelled, or somebody else runs it; `end`: no row was left. */
async function runBatch(
  execution: Execution,
  store: RowStore,
  { owner, from }: { owner: string; from: number },
): Promise<number | 'lost' | 'end'> {
  const { kit, record } = execution
  const rows = await store.batch(from, BATCH_ROWS)
  const last = rows.at(-1)
  if (!last) return 'end'
  const to = last.rowNumber
  const fence = { importId: record.id, teamId: record.teamId, owner, from, to }
  for (let tries = 1; ; tries++) {
    try {
      const holds = await kit.batches.run(
        { ...fence, leaseMilliseconds: LEASE_MILLISECONDS },
        (batch) => writeBatch(execution, batch, rows),
      )
      if (!holds) return 'lost'
      await store.markProcessed(to)
      return to
    } catch (error) {
      if (tries === MOST_TRIES || isMisuse(error)) throw error
      await wait(200 * 2 ** tries * (0.5 + Math.random()))
    }
  }
}

interface Ending {
  owner: string
  status: 'completed' | 'failed'
}

async function finish(kit: KitParts, record: Import, { owner, status }: Ending) {
  const finished = await kit.model.lease.finish(record.id, owner, status)
  if (finished) await announce(kit, finished)
}

/** What the batches wrote stays; the user sees `failed` and can resume. */
async function giveUp(
  kit: KitParts,
  record: Import,
  { owner, error }: { owner: string; error: unknown },
) {
  kit.logger.error('an import failed', { importId: record.id, error: errorText(error) })
  await finish(kit, record, { owner, status: 'failed' })
}

/** Tells the host that an import has ended; its failure is the host's own. */
export async function announce(kit: KitParts, record: Import): Promise<void> {
  const { id: importId, teamId, userId, entityType, status } = record
  if (status !== 'completed' && status !== 'failed' && status !== 'cancelled') return
  const results = {
    created: record.createdRows,
    updated: record.updatedRows,
    skipped: record.skippedRows,
    failed: record.failedRows,
  }
  try {
    await kit.onFinished({ importId, teamId, userId, entityType, status, results })
  } catch (error) {
    kit.logger.error('onFinished failed', { importId, error: errorText(error) })
  }
}
