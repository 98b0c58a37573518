import type { Entity, ImportView, PreviewCounts } from '../../server-kit/contract/shapes.ts'
import type { Texts } from '../strings/texts.ts'
import type { PreviewColumn } from './preview-row.ts'
import { reviewTarget } from './review-target.ts'

/** Rows that will be written. */
export const rowsToImport = ({ create, update }: PreviewCounts): number => create + update

export const previewColumns = (record: ImportView, entity: Entity | null): PreviewColumn[] =>
  record.columnMappings.map((mapping) => {
    const { label, kind } = reviewTarget(entity, mapping)
    return { source: mapping.source, label, kind }
  })

/** Which mapped fields find existing records, in the order in which they are asked. */
export const matchedBy = (
  record: ImportView,
  entity: Entity | null,
  { strings, format }: Texts,
): string => {
  const mapped = new Set(
    record.columnMappings.filter(({ entityLink }) => !entityLink).map(({ target }) => target),
  )
  const labels = (entity?.matchableFields ?? [])
    .filter(({ field, behavior }) => mapped.has(field) && behavior !== 'create')
    .toSorted((a, b) => b.priority - a.priority)
    .map(({ label }) => label)
  return labels.length > 0
    ? strings.preview.matchedBy(format.list(labels))
    : strings.preview.matchedByNothing
}
