import { hostContext } from '../importer/host-context.ts'
import type { Importer, ImporterContext, ImporterField } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { createRowCheck, type RowCheck } from '../matching/check-row.ts'
import { matchPlan } from '../matching/match-plan.ts'
import type { Batch } from '../model/batch.ts'
import type { Import } from '../model/import.ts'
import type { MatchPlan } from '../row-store/row-store.ts'

/** What the batches of one running import share. */
export interface Execution {
  kit: KitParts
  record: Import
  importer: Importer
  fields: ImporterField[]
  plan: MatchPlan
  check: RowCheck
  /** Rows in a row that the host failed to write in a way that nobody foresaw. */
  unexpected: number
}

export async function openExecution(kit: KitParts, record: Import): Promise<Execution> {
  const importer = kit.registry.get(record.entityType)
  const fields = await importer.fieldsFor(record.teamId)
  const plan = matchPlan(record.columnMappings, importer, fields)
  const check = createRowCheck(importer, kit.logger, record.id)
  return { kit, record, importer, fields, plan, check, unexpected: 0 }
}

/** What the host's functions are given inside a batch. */
export function contextOf({ kit, record }: Execution, batch: Batch): ImporterContext {
  return hostContext(kit, record, batch.tx)
}
