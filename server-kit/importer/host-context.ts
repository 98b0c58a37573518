import type { Clock } from '../runtime/clock.ts'
import type { ImporterContext } from './importer.ts'

interface Asked {
  teamId: string
  userId: string
  id: string
}

/** What the host's functions are given; `tx`: the batch's transaction, by default the database itself. */
export function hostContext(
  { db, clock }: { db: object; clock: Clock },
  { teamId, userId, id: importId }: Asked,
  tx: unknown = db,
): ImporterContext {
  return { teamId, userId, importId, tx, now: clock.now() }
}
