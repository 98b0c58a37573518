import { type CheckedRecord, checkLoaded } from '../importer/host-answers.ts'
import type { Importer, ImporterContext } from '../importer/importer.ts'
import type { BatchSteps } from '../model/batch.ts'
import type { Wait } from './find-records.ts'

/** As promised to hosts for `findBy` too. */
const MOST_IDS = 5000

const UNKNOWN = 'The record that was found does not exist any more, or is not yours'

export interface Confirming {
  /** The importer whose records they are; without a `load` nobody can say more than `findBy`. */
  importer: Importer | undefined
  context: ImporterContext
  wait: Wait
}

/**
 * Marks what `findBy` has found and `load` does not know: an importer that forgets the team in one of
 * them would else update or link another team's record.
 */
export function* confirmFound(
  records: readonly CheckedRecord[],
  { importer, context, wait }: Confirming,
): BatchSteps<void> {
  if (!importer?.load || importer.keepsToTeam) return
  const ids = [...new Set(records.map(({ id }) => id))]
  const host = { importer: importer.entityType, call: 'load' }
  const known = new Set<string>()
  for (let start = 0; start < ids.length; start += MOST_IDS) {
    const answer = importer.load(ids.slice(start, start + MOST_IDS), context)
    const loaded = checkLoaded(yield* wait(answer, `load of ${importer.entityType}`), host)
    for (const { id } of loaded) known.add(id)
  }
  for (const record of records) if (!known.has(record.id)) record.problem ??= UNKNOWN
}
