import { html, nothing } from 'lit'
import type { ColumnMapping, Entity, ImportView } from '../../server-kit/contract/shapes.ts'
import type { Texts } from '../strings/texts.ts'
import { icon } from './icons.ts'

export interface UsedMapping {
  record: ImportView
  entity: Entity | undefined
  texts: Texts
}

/** Which column of the file went where, with the format it was read in, and which ones nowhere. */
export const usedMapping = (used: UsedMapping) => {
  const { history } = used.texts.strings
  const { columnMappings, headers } = used.record
  const leftOut = headers.filter((name) => !columnMappings.some(({ source }) => source === name))
  return html`<section part="mapping">
    <div class="heading"><h3>${history.mapping}</h3></div>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${history.column}</th>
            <th>${history.field}</th>
          </tr>
        </thead>
        <tbody>
          ${columnMappings.map((mapping) => row(mapping.source, target(used, mapping)))}
          ${
            leftOut.length > 0
              ? row(
                  used.texts.format.list(leftOut),
                  html`<span class="left-out">${history.notImported}</span>`,
                )
              : nothing
          }
        </tbody>
      </table>
    </div>
  </section>`
}

const row = (source: string, goesTo: unknown) =>
  html`<tr>
    <td>${source}</td>
    <td>
      <div class="goes">${icon('right')}<span>${goesTo}</span></div>
    </td>
  </tr>`

const target = (used: UsedMapping, { dateFormat, numberFormat, ...mapping }: ColumnMapping) => {
  const format = dateFormat ?? numberFormat
  const name = format && used.texts.strings.map.formats[format]
  return html`${label(used, mapping)}${name ? html`<span class="left-out"> · ${name}</span>` : nothing}`
}

const label = (
  { entity, texts }: UsedMapping,
  { target, entityLink }: Pick<ColumnMapping, 'target' | 'entityLink'>,
): string => {
  if (!entityLink) return entity?.fields.find(({ key }) => key === target)?.label ?? target
  const link = entity?.entityLinks.find(({ key }) => key === entityLink)
  const matcher = link?.matchableFields.find(({ field }) => field === target)
  return texts.strings.map.linkBy(link?.label ?? entityLink, matcher?.label ?? target)
}
