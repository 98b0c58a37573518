import type { PreviewCell, PreviewRow } from '../contract/shapes.ts'
import { ruleFor } from '../importer/cell-rules.ts'
import { hostCalls } from '../importer/host-context.ts'
import type { Importer, ImporterField, LoadedRecord } from '../importer/importer.ts'
import type { KitParts } from '../kit-parts.ts'
import { findForRows, type FoundForRows } from '../matching/find-for-rows.ts'
import { settle, waitFor } from '../matching/find-records.ts'
import { mergedValue } from '../matching/merge-lists.ts'
import { resolveLink } from '../matching/resolve-link.ts'
import type { Import } from '../model/import.ts'
import type { BuiltCell, BuiltRow } from '../row-store/row-store.ts'
import type { CellValue } from '../values/cell-rule.ts'
import { parseCell } from '../values/parse-cell.ts'

interface Describing {
  record: Import
  importer: Importer
  fields: ImporterField[]
  loaded: Map<string, LoadedRecord>
  found: FoundForRows
}

/** A page of rows as they will be written, with old → new for updates and where links lead. */
export async function describeRows(
  kit: Pick<KitParts, 'registry' | 'db' | 'clock' | 'hostCallTimeout'>,
  record: Import,
  rows: BuiltRow[],
): Promise<PreviewRow[]> {
  const importer = kit.registry.get(record.entityType)
  const fields = await importer.fieldsFor(record.teamId)
  const calls = hostCalls(kit, record)
  const { context, wait } = calls
  const ids = [...new Set(rows.flatMap(({ matchedId }) => matchedId ?? []))]
  const load = () => wait(importer.load?.(ids, context) ?? [], `load of ${importer.entityType}`)
  const loaded = ids.length > 0 ? await load() : []
  const looking = { importer, registry: kit.registry, context, wait: waitFor }
  const found = await settle(findForRows(rows, looking), calls)
  const byId = new Map(loaded.map((one) => [one.id, one]))
  const describing = { record, importer, fields, loaded: byId, found }
  return rows.map((row) => describeRow(row, describing))
}

function describeRow(row: BuiltRow, describing: Describing): PreviewRow {
  const { rowNumber, action, reason, matchedId } = row
  const before = matchedId === null ? undefined : describing.loaded.get(matchedId)
  const cells = row.cells.map((cell) => ({
    ...(cell.entityLink === null
      ? describeCell(cell, before, describing)
      : describeLink(row, cell, describing)),
    ...(cell.own && { own: true }),
  }))
  return { rowNumber, action, reason, matchedId, cells }
}

function describeCell(
  cell: BuiltCell,
  record: LoadedRecord | undefined,
  describing: Describing,
): PreviewCell {
  const { fields, importer } = describing
  const { source, mapped: value } = cell
  if (cell.withheld) return { source, value, withheld: true }
  const field = fields.find(({ key }) => key === cell.target)
  if (!record || !field || !(cell.target in record.values)) return { source, value }
  const old = record.values[cell.target] ?? null
  const before = display(field, old, describing)
  // A blank cell leaves the record's own value alone, unless the importer clears it.
  if (cell.value === null)
    return { source, value: importer.blankCells === 'clear' ? '' : before, before }
  const merged = mergedValue(field, old, cell.value)
  return {
    source,
    value: merged === cell.value ? value : display(field, merged, describing),
    before,
  }
}

function describeLink(row: BuiltRow, cell: BuiltCell, describing: Describing): PreviewCell {
  const { source, mapped: value } = cell
  if (cell.withheld) return { source, value, withheld: true }
  const link = describing.importer.entityLinks.find(({ key }) => key === cell.entityLink)
  const key = link && row.links[link.key]
  // Of several columns of a link only the deciding one shows where it leads.
  if (!link || !key || key.field !== cell.target) return { source, value }
  const resolution = resolveLink(link, key, describing.found.links.get(link.key) ?? new Map())
  const [target] = 'targets' in resolution ? resolution.targets : []
  if (!target || !('targets' in resolution)) return { source, value }
  const name = resolution.targets.map((one) => one.name).join(', ')
  return { source, value, link: { action: target.action, id: target.id, name } }
}

/** A stored value as a cell of the file that becomes it would be shown: old and new read alike. */
function display(field: ImporterField, value: CellValue, { importer, record }: Describing): string {
  if (value === null) return ''
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  const mapping = { source: field.key, target: field.key, entityLink: null }
  const rule = ruleFor(
    { ...mapping, dateFormat: 'iso', numberFormat: 'point' },
    { importer, fields: [{ ...field, required: false }] },
    { headers: [field.key], timeZone: record.timeZone },
  )
  const parsed = parseCell(rule, text)
  return parsed.ok ? parsed.mapped : text
}
