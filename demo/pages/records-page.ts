import { html } from 'hono/html'
import { ENTITIES, type EntityType } from '../records/entities.ts'
import { type RecordView, listRecords } from '../records/list-records.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { wholeNumber } from '../records/record-routes.ts'
import { type DemoUser, mayImport } from '../users.ts'
import { sampleList } from './samples.ts'

interface Wanted {
  user: DemoUser
  entityType: EntityType
  search: string
  /** Of the page, from 1, as the query says it. */
  number: string | undefined
}

const PAGE = 25

/** The list of one entity: search, table, pages, Import. */
export async function recordsPage(database: RecordsDatabase, wanted: Wanted) {
  const { user, entityType, search } = wanted
  const number = Math.max(1, wholeNumber(wanted.number, { fallback: 1, most: 1_000_000 }))
  const offset = (number - 1) * PAGE
  const query = { teamId: user.team, entityType, search, offset, limit: PAGE }
  const { items, total } = await listRecords(database, query)
  const { label } = ENTITIES[entityType]
  const mayUse = mayImport(user, entityType)
  return html`<div class="heading">
      <h1>${label} <span class="count">${total.toLocaleString('en')}</span></h1>
      <form class="search" role="search">
        <input
          type="search"
          name="search"
          value="${search}"
          placeholder="Search"
          aria-label="Search ${label.toLowerCase()}"
        />
      </form>
      ${mayUse ? html`<a class="primary" href="/import/${entityType}">Import</a>` : ''}
    </div>
    ${total === 0 ? empty(label, search) : table(entityType, items)}
    ${total > PAGE ? pager({ number, total, search }) : ''} ${sampleList(entityType, mayUse)}`
}

const empty = (label: string, search: string) =>
  html`<p class="empty">
    ${
      search
        ? html`No ${label.toLowerCase()} match “${search}”.`
        : html`No ${label.toLowerCase()} yet. Import a file of yours, or a sample below.`
    }
  </p>`

function table(entityType: EntityType, items: RecordView[]) {
  const { title, shown, singular } = ENTITIES[entityType]
  const links = Object.keys(items[0]?.links ?? {})
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Records">
    <table>
      <thead>
        <tr>
          <th scope="col">${singular}</th>
          ${[...shown, ...links].map((key) => html`<th scope="col">${words(key)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${items.map(
          (record) =>
            html`<tr>
              <th scope="row">${cell(record[title])}</th>
              ${shown.map((key) => html`<td class="${kind(record[key])}">${cell(record[key])}</td>`)}
              ${links.map(
                (key) => html`<td>${record.links[key]?.map(({ name }) => name).join(', ')}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

const kind = (value: unknown) => (typeof value === 'number' ? 'number' : '')

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return String(value)
}

/** `lastContactedAt` → `Last contacted at` */
const words = (key: string) => {
  const text = key.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function pager({ number, total, search }: { number: number; total: number; search: string }) {
  const last = Math.ceil(total / PAGE)
  const to = (page: number) => `?${new URLSearchParams({ search, page: String(page) }).toString()}`
  const from = (number - 1) * PAGE + 1
  return html`<nav class="pager" aria-label="Pages">
    ${number > 1 ? html`<a href="${to(number - 1)}" rel="prev">← Previous</a>` : ''}
    <span>${from}–${Math.min(total, number * PAGE)} of ${total.toLocaleString('en')}</span>
    ${number < last ? html`<a href="${to(number + 1)}" rel="next">Next →</a>` : ''}
  </nav>`
}
