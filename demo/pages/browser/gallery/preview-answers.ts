import type { LinkAnswer, PreviewAnswer } from '../../../../server-kit/contract/answers.ts'
import type {
  LinkSummary,
  PreviewCell,
  PreviewCounts,
  PreviewRow,
} from '../../../../server-kit/contract/shapes.ts'
import type { Asked } from './canned-fetch.ts'
import { firm, person, range } from './generated.ts'
import { mappings } from './people-file.ts'

const counts: PreviewCounts = {
  create: 198_402,
  update: 15_601,
  skip: 3,
  fail: 0,
  withErrors: 1_204,
}
const links: LinkSummary[] = [{ key: 'company', label: 'Company', link: 310, create: 20 }]

const actionOf = (place: number): PreviewRow['action'] => {
  if (place % 11 === 7) return 'skip'
  return place % 4 === 1 ? 'update' : 'create'
}

const isChanged = (place: number, column: string) =>
  column === 'Position' || (column === 'Town' && place % 8 === 1)

const cell = (place: number, source: string): PreviewCell => {
  const { name, email, phone, bornIso, gender, title, firm, city, score } = person(place)
  const values: Record<string, string> = {
    'Full name': name,
    'E-Mail': email,
    Mobile: place % 3 === 2 ? '' : phone,
    'Geb.': bornIso,
    Sex: gender,
    Position: title,
    Firma: firm,
    Town: city,
    'Lead score': score,
  }
  const value = values[source] ?? ''
  if (source === 'Firma') {
    const isNew = place % 9 === 0
    const action = isNew ? 'create' : 'link'
    return { source, value, link: { action, id: isNew ? null : `co-${place}`, name: firm } }
  }
  if (source === 'Sex' && place % 6 === 4) return { source, value: 'Robot', withheld: true }
  if (source === 'Town' && place === 2) return { source, value: 'Porto', own: true }
  if (actionOf(place) !== 'update') return { source, value }
  return {
    source,
    value,
    before: isChanged(place, source) ? person(place + 2)[wordOf(source)] : value,
  }
}

const wordOf = (source: string) => (source === 'Town' ? 'city' : 'title')

const row = (place: number): PreviewRow => {
  const action = actionOf(place)
  return {
    rowNumber: place + 2,
    action,
    reason: action === 'skip' ? 'Every cell of this row is blank or left out.' : null,
    matchedId: action === 'update' ? `p-${place}` : null,
    cells: action === 'skip' ? [] : mappings.map(({ source }) => cell(place, source)),
  }
}

const total = (of: PreviewCounts) => of.create + of.update + of.skip + of.fail

const rowsLike = (action: string | null) => {
  const all = range(60, row)
  if (action === null) return all.slice(0, 25)
  if (action === 'withErrors') {
    return all.filter(({ cells }) => cells.some(({ withheld }) => withheld)).slice(0, 25)
  }
  return all.filter((one) => one.action === action).slice(0, 25)
}

const linked: LinkAnswer = {
  counts,
  links,
  items: range(25, (place) => ({
    action: place < 6 ? ('create' as const) : ('link' as const),
    name: firm(place).name,
    id: place < 6 ? null : `co-${place}`,
    rows: 900 - place * 31,
  })),
  total: 330,
}

export const previewOf = ({ query }: Asked): PreviewAnswer | LinkAnswer => {
  if (query.has('link')) return linked
  const action = query.get('action')
  const all: Record<string, number> = { ...counts }
  return {
    counts,
    links,
    rows: rowsLike(action),
    total: action === null ? total(counts) : (all[action] ?? 0),
  }
}

const skipped: PreviewCounts = { create: 0, update: 0, skip: 12, fail: 0, withErrors: 0 }

/** Every row says nothing: there is nothing to import. */
export const nothingToDo: PreviewAnswer = {
  counts: skipped,
  links: [],
  rows: range(12, (place) => ({
    rowNumber: place + 2,
    action: 'skip',
    reason: 'Every cell of this row is blank or left out.',
    matchedId: null,
    cells: [],
  })),
  total: 12,
}

const refused: PreviewCounts = { create: 1_012, update: 88, skip: 41, fail: 7, withErrors: 230 }

/** Rows that are known to fail, for reasons known before. */
export const someWillFail: PreviewAnswer = {
  counts: refused,
  links,
  rows: range(25, (place) => {
    if (place % 4 !== 2) return row(place)
    const { email } = person(place)
    return {
      ...row(place),
      action: 'fail',
      matchedId: null,
      reason: `Two records have the e-mail ${email}: it is not clear which one is meant.`,
    }
  }),
  total: total(refused),
}
