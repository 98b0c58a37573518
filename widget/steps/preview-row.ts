import { html, nothing, type TemplateResult } from 'lit'
import type { PreviewCell, PreviewRow } from '../../server-kit/contract/shapes.ts'
import { icon } from '../parts/icons.ts'
import type { Texts } from '../strings/texts.ts'
import { ACTION_ICONS } from './action-icons.ts'
import type { EditorKind } from './review-target.ts'
import { shownValue } from './shown-value.ts'

/** A mapped column as the preview shows it. */
export interface PreviewColumn {
  source: string
  label: string
  kind: EditorKind
}

export interface ShownRow {
  row: PreviewRow
  /** Its place among all rows of the list, from 1; the header is the first. */
  place: number
  columns: readonly PreviewColumn[]
  texts: Texts
}

/** One row as it will be written; in a narrow place a card of its filled cells. */
export const previewRow = ({ row, place, columns, texts }: ShownRow) => {
  const { preview } = texts.strings
  const cells = new Map(row.cells.map((cell) => [cell.source, cell]))
  return html`<tr role="row" part="row" class=${row.action} aria-rowindex=${place}>
      <th role="rowheader" scope="row">
        <span class="action" title=${preview.actions[row.action]}
          >${icon(ACTION_ICONS[row.action])}<span class="visually-hidden"
            >${preview.actions[row.action]}, </span
          >${preview.row(row.rowNumber, texts.format)}${
            isUnchanged(row) ? html`<span class="meta">${preview.unchanged}</span>` : nothing
          }</span
        >
      </th>
      ${columns.map(({ source, label, kind }) => {
        const cell = cells.get(source)
        const isBlank = !cell || (cell.value === '' && !cell.before && !cell.withheld)
        return html`<td
          role="gridcell"
          tabindex="-1"
          class=${isBlank ? 'blank' : ''}
          data-label=${label}
          data-source=${source}
          data-row=${row.rowNumber}
        >
          ${cell ? markedContent(readable(cell, kind, texts), texts) : nothing}
        </td>`
      })}
    </tr>
    ${row.reason ? reasonRow(texts.sentence(row.reason), columns.length) : nothing}`
}

/** An update that changes nothing: the record is as the file says. */
const isUnchanged = ({ action, cells }: PreviewRow): boolean =>
  action === 'update' &&
  cells.every(({ value, before, link, withheld }) => {
    if (link) return link.action === 'none' || link.name === ''
    return withheld || value === '' || (before ?? undefined) === value
  })

/** What was left out stays as it was written: it is no value of its kind. */
const readable = (cell: PreviewCell, kind: EditorKind, texts: Texts): PreviewCell => {
  if (cell.withheld) return cell
  const { before } = cell
  return {
    ...cell,
    value: shownValue(cell.value, kind, texts),
    ...(before && { before: shownValue(before, kind, texts) }),
  }
}

const reasonRow = (reason: string, columns: number) =>
  html`<tr role="row" class="reason">
    <td role="gridcell" colspan=${columns + 1}><span>${reason}</span></td>
  </tr>`

const cellContent = (cell: PreviewCell, texts: Texts): TemplateResult => {
  if (cell.withheld) return withheldCell(cell, texts)
  if (cell.link) return linkCell(cell.link, cell.value, texts)
  if (cell.before !== undefined) return changedCell(cell, texts)
  return text(cell.value)
}

const markedContent = (cell: PreviewCell, texts: Texts): TemplateResult => {
  const content = cellContent(cell, texts)
  return cell.own ? html`<span class="decided">${content} ${ownMark(texts)}</span>` : content
}

const ownMark = ({ strings }: Texts) =>
  html`<span class="own" title=${strings.preview.own}
    >${icon('edit')}<span class="visually-hidden">${strings.preview.own}</span></span
  >`

const text = (value: string) =>
  html`<span class="text" title=${value.length > 30 ? value : nothing}>${value}</span>`

const withheldCell = ({ value }: PreviewCell, { strings }: Texts) =>
  html`<span class="withheld"
    >${value ? html`<s>${value}</s>` : nothing}<span class="badge warning"
      >${strings.preview.leftOut}</span
    ></span
  >`

const changedCell = ({ value, before }: PreviewCell, { strings }: Texts) => {
  const old = before ?? ''
  if (old === value || value === '') {
    return html`<span class="same"
      >${text(value || old)}<span class="visually-hidden">
        (${strings.preview.unchanged})</span
      ></span
    >`
  }
  return html`<span class="change"
    ><del>${old || strings.common.blank}</del> <span class="arrow" aria-hidden="true">→</span>
    <ins>${value}</ins></span
  >`
}

const linkCell = (link: NonNullable<PreviewCell['link']>, value: string, { strings }: Texts) => {
  const name = link.name || value
  if (name === '') return text('')
  if (link.action === 'none') {
    return html`<span class="withheld"
      ><s>${name}</s><span class="badge">${strings.preview.linkActions.none}</span></span
    >`
  }
  return html`<span class="link ${link.action}"
    >${icon(link.action === 'link' ? 'link' : 'plus')}<span class="visually-hidden"
      >${strings.preview.linkActions[link.action]} </span
    >${text(name)}</span
  >`
}
