import type { Clock } from '../runtime/clock.ts'
import { inTime, whileItMoves } from './host-timeout.ts'
import type { ImporterContext, MaybePromise } from './importer.ts'

interface Asked {
  teamId: string
  userId: string
  id: string
}

/** Where a call of the host runs: the transaction, and what tells that it is over. */
interface Place {
  tx: unknown
  signal: AbortSignal
  turn?: Promise<void> | null
}

/** What the host's functions are given in a batch's transaction. */
export function hostContext(
  { clock }: { clock: Clock },
  { teamId, userId, id: importId }: Asked,
  { tx, signal, turn }: Place,
): ImporterContext {
  return { teamId, userId, importId, tx, signal, now: clock.now(), ...(turn && { turn }) }
}

/** Calls of the host outside of a transaction, each with a time limit. */
export interface HostCalls {
  context: ImporterContext
  /** Waits for an answer; `by` names who is asked. */
  wait<T>(answer: MaybePromise<T>, by: string): Promise<T>
  /** Waits for what comes in pieces, as long as it says that it moves. */
  waitWhileItMoves<T>(ask: (moved: () => void) => Promise<T>, by: string): Promise<T>
}

export function hostCalls(
  kit: { db: object; clock: Clock; hostCallTimeout: number },
  asked: Asked,
): HostCalls {
  const given = new AbortController()
  const limit = (by: string) => ({
    by,
    milliseconds: kit.hostCallTimeout,
    onLate: () => given.abort(),
  })
  return {
    context: hostContext(kit, asked, { tx: kit.db, signal: given.signal }),
    wait: (answer, by) => inTime(answer, limit(by)),
    waitWhileItMoves: (ask, by) => whileItMoves(ask, limit(by)),
  }
}
