import type { HistoryAnswer } from '../../../../server-kit/contract/answers.ts'
import type { ImportView } from '../../../../server-kit/contract/shapes.ts'
import { person, range } from './generated.ts'
import { ADA, ago, extraCells, mappings, record } from './people-file.ts'

const BOB = { id: 'bob', name: 'Bob Marchetti-Okonkwo', avatarUrl: null }

const idOf = (place: number) => `01JQ0GALLERY00000000000${String(place).padStart(3, '0')}`

interface Outcome {
  created: number
  updated?: number
  skipped?: number
  failed?: number
}

const over = (place: number, outcome: Outcome, more: Partial<ImportView> = {}): ImportView => {
  const { created, updated = 0, skipped = 0, failed = 0 } = outcome
  const totalRows = created + updated + skipped + failed
  return record({
    id: idOf(place),
    status: 'completed',
    columnMappings: mappings,
    totalRows,
    processedRows: totalRows,
    successfulRows: created + updated,
    createdRows: created,
    updatedRows: updated,
    skippedRows: skipped,
    failedRows: failed,
    results: { created, updated, skipped, failed },
    completedAt: ago(place * 190 + 118),
    createdAt: ago(place * 190 + 120),
    ...more,
  })
}

export const reasons = range(12, (place) => ({
  row: 418 + place * 1_733,
  error:
    place % 4 === 3
      ? 'Name is required.'
      : `The e-mail ${person(place).email} is taken by another person.`,
}))

export const withFailures = over(
  0,
  { created: 198_402, updated: 15_589, skipped: 3, failed: 12 },
  {
    failedRowsData: reasons,
    failedRowsUrl: '/canned/failed-rows.csv?expires=1&signature=a',
    warnings: [extraCells('Column_12')],
    results: {
      created: 198_402,
      updated: 15_589,
      skipped: 3,
      failed: 12,
      drift: [{ planned: 'create', became: 'update', rows: 4 }],
    },
  },
)

const company = { entityType: 'company', columnMappings: [], headers: ['Name', 'Domain'] }

const running = over(
  1,
  { created: 24_400 },
  {
    ...company,
    fileName: 'accounts.csv',
    status: 'importing',
    totalRows: 40_000,
    processedRows: 24_400,
    results: null,
    completedAt: null,
    user: BOB,
    createdAt: ago(0.2),
  },
)

const stalled: ImportView = {
  ...running,
  id: idOf(2),
  fileName: 'leads-fair.csv',
  processedRows: 11_000,
  successfulRows: 11_000,
  createdRows: 11_000,
  stalled: true,
  createdAt: ago(42),
}

const failed = over(
  3,
  { created: 5_000 },
  {
    fileName: 'members_2024_final (2).csv',
    status: 'failed',
    totalRows: 18_240,
    processedRows: 5_000,
    completedAt: ago(600),
  },
)

const cancelled = over(
  4,
  { created: 1_250, updated: 250 },
  {
    fileName: 'newsletter-subscribers-exported-from-the-old-system-2024-11-30.csv',
    status: 'cancelled',
    totalRows: 9_900,
    user: BOB,
  },
)

/** One of each kind, newest first. */
export const filled: ImportView[] = [
  running,
  stalled,
  withFailures,
  over(
    1,
    { created: 0, updated: 310, skipped: 12 },
    { ...company, id: idOf(5), fileName: 'domains.csv' },
  ),
  failed,
  cancelled,
  over(6, { created: 24 }, { entityType: 'deal', fileName: 'deals-q1.csv', user: BOB }),
  over(9, { created: 1, updated: 59 }, { fileName: 'people.csv', user: null }),
]

/** A page of a long history. */
export const many: ImportView[] = range(25, (place) =>
  over(
    place * 4,
    {
      created: (place * 7_919) % 90_000,
      updated: (place * 377) % 4_000,
      skipped: place % 5,
      failed: place % 6 === 4 ? place * 3 : 0,
    },
    {
      id: idOf(100 + place),
      fileName: `export-${2026 - (place % 3)}-${String(1 + (place % 12)).padStart(2, '0')}.csv`,
      ...(place % 3 === 1 && company),
      user: place % 2 === 0 ? ADA : BOB,
    },
  ),
)

const draft = (place: number, fileName: string, status: ImportView['status']) =>
  record({ id: idOf(200 + place), fileName, status, createdAt: ago(30 + place * 700) })

export const drafts: ImportView[] = [
  draft(0, 'people-march.csv', 'reviewing'),
  { ...draft(1, 'suppliers.csv', 'mapping'), ...company, totalRows: 412 },
  { ...draft(2, 'fair-contacts.csv', 'previewing'), totalRows: 1_148, user: BOB },
  { ...draft(3, 'half-sent.csv', 'uploading'), totalRows: 0, headers: [] },
]

export const page = (items: ImportView[], total = items.length): HistoryAnswer => ({
  items,
  total,
  ...(total > items.length && { nextCursor: 'next' }),
})
