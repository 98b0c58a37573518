import type { ColumnMapping } from '../contract/shapes.ts'
import type { Import, RememberedMapping } from '../model/import.ts'
import type { KitParts } from '../kit-parts.ts'
import { isUlid } from '../runtime/new-id.ts'
import { ERROR_HEADER } from '../values/formula-guard.ts'
import { foldHeader } from './header-names.ts'

type Remembering = Pick<KitParts, 'model'>

/** What the import's team chose last for the headers of this file. */
export function recallMappings(
  { model }: Remembering,
  { teamId, entityType, headers }: Import,
): Promise<RememberedMapping[]> {
  const folded = [...new Set(headers.map(foldHeader))]
  return model.forTeam(teamId).rememberedMappings(entityType, folded)
}

/** What the import `like` chose; nothing when it is another team's, of another entity type or unmapped. */
export async function recallImport(
  { model }: Remembering,
  { teamId, entityType }: Import,
  like = '',
): Promise<RememberedMapping[]> {
  const liked = isUlid(like) ? await model.forTeam(teamId).find(like) : null
  if (liked?.entityType !== entityType || liked.columnMappings.length === 0) return []
  return [...choicesByHeader(liked.headers, liked.columnMappings).values()]
}

/** Keeps the choice for every header of the file; a column without a mapping is not imported. */
export async function rememberMappings(
  { model }: Remembering,
  { teamId, entityType, headers, columnMappings }: Import,
): Promise<void> {
  await model
    .forTeam(teamId)
    .rememberMappings(entityType, [...choicesByHeader(headers, columnMappings).values()])
}

const NOT_IMPORTED = { target: null, entityLink: null, dateFormat: null, numberFormat: null }

/** Of two headers that are folded to one, what is imported counts. */
function choicesByHeader(headers: readonly string[], mappings: readonly ColumnMapping[]) {
  const choices = new Map<string, RememberedMapping>()
  for (const header of headers) {
    if (header === ERROR_HEADER) continue
    const source = foldHeader(header)
    const mapping = mappings.find((one) => one.source === header)
    if (mapping) choices.set(source, { ...mapping, source })
    else if (!choices.has(source)) choices.set(source, { ...NOT_IMPORTED, source })
  }
  return choices
}
