import { cellRules } from '../importer/cell-rules.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import type { CellRule } from '../values/cell-rule.ts'

/**
 * Brings the rules in the row store to the record's mappings, where they follow an older revision: a
 * process may have died after it had saved the record.
 */
export async function followMappings(
  kit: Pick<KitParts, 'rows' | 'registry'>,
  record: Import,
): Promise<void> {
  const store = kit.rows.open(record.id)
  if ((await store.progress()).revision >= record.mappingRevision) return
  await store.setRules(await rulesOf(kit, record), record.mappingRevision)
}

/** The rules that follow the record's mappings. */
export async function rulesOf(
  { registry }: Pick<KitParts, 'registry'>,
  record: Import,
): Promise<CellRule[]> {
  const importer = registry.get(record.entityType)
  const fields = await importer.fieldsFor(record.teamId)
  return cellRules({ record, mappings: record.columnMappings, importer, fields })
}
