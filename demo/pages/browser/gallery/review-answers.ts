import type {
  BulkAnswer,
  ReviewAnswer,
  RowsAnswer,
  ValuesAnswer,
} from '../../../../server-kit/contract/answers.ts'
import type { ColumnProgress, Value, ValueCounts } from '../../../../server-kit/contract/shapes.ts'
import type { Asked } from './canned-fetch.ts'
import { person, range } from './generated.ts'
import { columns, mappings, rows } from './people-file.ts'

const MATCHED = { status: 'done', progress: 1 } as const

const ERRORS: Record<string, number> = { 'E-Mail': 38, Mobile: 9, 'Geb.': 2, Sex: 3 }

const progressOf = (source: string, more: Partial<ColumnProgress> = {}): ColumnProgress => ({
  source,
  status: 'done',
  progress: 1,
  distinct: columns.find((column) => column.source === source)?.distinct ?? 100,
  errors: ERRORS[source] ?? 0,
  corrected: source === 'Sex' ? 1 : 0,
  skipped: source === 'Sex' ? 1 : 0,
  ...more,
})

export const reviewOf = (
  change: (place: number) => Partial<ColumnProgress> = () => ({}),
): ReviewAnswer => ({
  columns: mappings.map(({ source }, place) => progressOf(source, change(place))),
  matching: MATCHED,
})

/** The first columns are checked, one is being checked, the others wait. */
export const checking = reviewOf((place) => {
  if (place < 3) return {}
  const isNext = place === 3
  return {
    status: isNext ? 'validating' : 'pending',
    progress: isNext ? 0.64 : 0,
    errors: 0,
    corrected: 0,
    skipped: 0,
  }
})

/** Every column waits. */
export const unchecked = reviewOf(() => ({
  status: 'pending',
  progress: 0,
  errors: 0,
  corrected: 0,
  skipped: 0,
}))

export const clean = reviewOf(() => ({ errors: 0, corrected: 0, skipped: 0 }))

const value = (text: string, rowCount: number, more: Partial<Value> = {}): Value => ({
  value: text,
  rows: rowCount,
  mapped: text,
  error: null,
  correction: null,
  skipped: false,
  ...more,
})

const wrong = (text: string, rowCount: number, error: Value['error']) =>
  value(text, rowCount, { error })

const CHOICE = 'Invalid choice. Must be one of: Female, Male, Non-binary'
const EMAIL = 'Invalid e-mail address. Expected something like name@example.com'
const PHONE = 'Invalid phone number. Expected something like +1 202 555 0143'
const DATE = 'Invalid date format. Expected: European'

const genders: Value[] = [
  wrong('Robot', 1_204, CHOICE),
  wrong('unknown', 310, CHOICE),
  wrong('M / F', 12, CHOICE),
  value('Female', 104_402, { mapped: 'Female' }),
  value('Male', 101_301, { mapped: 'Male' }),
  value('div.', 6_771, { mapped: 'Non-binary', correction: 'Non-binary', remembered: true }),
  value('-', 6, { mapped: '', skipped: true, error: CHOICE }),
]

const emails: Value[] = [
  ...range(38, (place) => {
    const { email } = person(place + 3)
    const text = place % 3 === 1 ? `n/a, ${email}` : email.replace('@', ' at ')
    const error = place % 3 === 1 ? { 'n/a': EMAIL } : { [text]: EMAIL }
    return wrong(text, place === 0 ? 3 : 1, error)
  }),
  ...range(62, (place) => value(person(place + 60).email, 1)),
]

const mobiles: Value[] = [
  ...range(9, (place) =>
    wrong(`555-${1200 + place * 17}`, 9 - place, { [`555-${1200 + place * 17}`]: PHONE }),
  ),
  ...range(91, (place) => value(person(place).phone, 2)),
]

const births: Value[] = [
  wrong('31.02.1987', 4, DATE),
  wrong('before 1960', 2, DATE),
  ...range(98, (place) =>
    value(person(place).born, 40 - (place % 30), { mapped: person(place).bornIso }),
  ),
]

const plain = (source: string): Value[] => {
  const read = {
    'Full name': 'name',
    Position: 'title',
    Firma: 'firm',
    Town: 'city',
    'Lead score': 'score',
  } as const
  const key = Object.entries(read).find(([name]) => name === source)?.[1] ?? 'city'
  const texts = [...new Set(range(200, (place) => person(place)[key]))].slice(0, 100)
  return texts.map((text, place) => value(text, 900 - place * 7))
}

const LISTS: Record<string, Value[]> = {
  Sex: genders,
  'E-Mail': emails,
  Mobile: mobiles,
  'Geb.': births,
}

const needsReview = ({ error, skipped, correction }: Value) =>
  error !== null && !skipped && correction === null

const FILTERS: Record<string, (value: Value) => boolean> = {
  needsReview,
  modified: ({ correction }) => correction !== null,
  skipped: ({ skipped }) => skipped,
}

/** A page of the values of a column, narrowed as asked. */
export const valuesOf = ({ query }: Asked): ValuesAnswer => {
  const source = query.get('source') ?? ''
  const all = LISTS[source] ?? plain(source)
  const isAsked = FILTERS[query.get('filter') ?? ''] ?? (() => true)
  const search = (query.get('search') ?? '').toLowerCase()
  const items = all.filter((one) => isAsked(one) && one.value.toLowerCase().includes(search))
  const counts = countsOf(source, all)
  const isWhole = search === '' && items.length === all.length
  const offset = Number(query.get('offset') ?? 0)
  // The page that begins there stands for all pages: what matters is how it looks.
  return {
    items,
    total: isWhole ? Math.max(counts.all, offset + items.length) : items.length,
    counts,
  }
}

const countsOf = (source: string, all: readonly Value[]): ValueCounts => ({
  all: all.length < 100 ? all.length : progressOf(source).distinct,
  needsReview: all.filter(needsReview).length,
  modified: all.filter(({ correction }) => correction !== null).length,
  skipped: all.filter(({ skipped }) => skipped).length,
})

/** The same column with nothing wrong in it. */
export const cleanValues = (asked: Asked): ValuesAnswer => {
  const { query } = asked
  const items = FILTERS[query.get('filter') ?? ''] ? [] : plain(query.get('source') ?? '')
  const counts = { all: 198_700, needsReview: 0, modified: 0, skipped: 0 }
  return { items, total: items.length === 0 ? 0 : counts.all, counts }
}

/** The rows behind a value: one of them was decided on its own. */
export const rowsBehind = ({ query }: Asked): RowsAnswer => {
  const source = query.get('source')
  const text = query.get('value') ?? ''
  const page = rows(8)
  const place = page.headers.indexOf(source ?? '')
  const items = page.items.map(({ rowNumber, cells }, row) => ({
    rowNumber: rowNumber * 113,
    cells: cells.map((cell, at) => (at === place ? text : cell)),
    ...(row === 1 && {
      decided: [
        {
          rowNumber: rowNumber * 113,
          source: source ?? '',
          value: text,
          mapped: 'Female',
          error: null,
          correction: 'Female',
          skipped: false,
          own: true,
        },
      ],
    }),
  }))
  return { ...page, items, total: 1_204 }
}

/** What "Find and replace" would change. */
export const replaced: BulkAnswer = {
  changedValues: 38,
  changedRows: 40,
  samples: range(4, (place) => {
    const after = person(place + 3).email
    const before = after.replace('@', ' at ')
    return { value: before, rows: 1, before, after, error: null }
  }),
}
