import type {
  Column,
  ColumnMapping,
  ImportView,
  Warning,
} from '../../../../server-kit/contract/shapes.ts'
import { person, range } from './generated.ts'

export const ROWS = 214_006

type Target = Pick<ColumnMapping, 'target'> & Partial<ColumnMapping>

const mapping = (source: string, target: Target): ColumnMapping => ({
  source,
  entityLink: null,
  dateFormat: null,
  numberFormat: null,
  ...target,
})

const sample = (read: (of: ReturnType<typeof person>) => string) =>
  range(5, (row) => read(person(row)))

const column = (source: string, samples: string[], more: Partial<Column> = {}): Column => ({
  source,
  samples,
  filled: ROWS,
  distinct: ROWS,
  distinctIsExact: true,
  inferredType: null,
  suggestion: null,
  ...more,
})

type Reason = NonNullable<Column['suggestion']>['reason']

const suggested = (
  source: string,
  target: Target,
  reason: Reason = 'name',
): Column['suggestion'] => ({
  ...mapping(source, target),
  reason,
  confidence: 0.9,
})

/** The columns of the file, with what is known of each before anything was mapped. */
export const columns: Column[] = [
  column(
    'Full name',
    sample(({ name }) => name),
    {
      distinct: 198_700,
      distinctIsExact: false,
      suggestion: suggested('Full name', { target: 'name' }),
    },
  ),
  column(
    'E-Mail',
    sample(({ email }) => email),
    {
      filled: 211_940,
      distinct: 211_804,
      inferredType: 'email',
      suggestion: suggested('E-Mail', { target: 'emails' }),
    },
  ),
  column(
    'Mobile',
    sample(({ phone }) => phone),
    {
      filled: 149_800,
      distinct: 149_100,
      inferredType: 'phone',
      suggestion: suggested('Mobile', { target: 'phones' }, 'similar'),
    },
  ),
  column(
    'Geb.',
    sample(({ born }) => born),
    {
      filled: 199_026,
      distinct: 19_840,
      inferredType: 'date',
      dateFormats: [{ format: 'european', proven: true, proof: { row: 2, value: '31.12.1980' } }],
      suggestion: suggested('Geb.', { target: 'birthday', dateFormat: 'european' }, 'remembered'),
    },
  ),
  column('Sex', ['Female', 'Male', 'Robot'], {
    distinct: 6,
    inferredType: 'choice',
    suggestion: suggested('Sex', { target: 'gender' }),
  }),
  column(
    'Position',
    sample(({ title }) => title),
    {
      filled: 175_400,
      distinct: 812,
      suggestion: suggested('Position', { target: 'jobTitle' }),
    },
  ),
  column(
    'Firma',
    sample(({ firm }) => firm),
    {
      filled: 175_484,
      distinct: 330,
      suggestion: suggested('Firma', { target: 'name', entityLink: 'company' }),
    },
  ),
  column(
    'Town',
    sample(({ city }) => city),
    {
      filled: 201_165,
      distinct: 4_204,
      suggestion: suggested('Town', { target: 'city' }),
    },
  ),
  column(
    'Lead score',
    sample(({ score }) => score),
    {
      filled: 203_300,
      distinct: 100,
      inferredType: 'number',
      numberFormats: [{ format: 'point', proven: true, proof: { row: 9, value: '12.5' } }],
      suggestion: suggested('Lead score', { target: 'score' }, 'remembered'),
    },
  ),
  column('Remarks', ['Met at the spring fair', 'Prefers to be called', 'Asked for an offer'], {
    filled: 21_400,
    distinct: 20_911,
    suggestion: { ...mapping('Remarks', { target: 'notes' }), reason: 'similar', confidence: 0.6 },
  }),
  column(
    'Internal code',
    sample(({ code }) => code),
    { filled: 42_801, distinct: 42_801 },
  ),
  column('Column_12', [], { filled: 0, distinct: 0 }),
]

const headers = columns.map(({ source }) => source)

/** Where the columns go once they are mapped. */
export const mappings: ColumnMapping[] = [
  mapping('Full name', { target: 'name' }),
  mapping('E-Mail', { target: 'emails' }),
  mapping('Mobile', { target: 'phones' }),
  mapping('Geb.', { target: 'birthday', dateFormat: 'european' }),
  mapping('Sex', { target: 'gender' }),
  mapping('Position', { target: 'jobTitle' }),
  mapping('Firma', { target: 'name', entityLink: 'company' }),
  mapping('Town', { target: 'city' }),
  mapping('Lead score', { target: 'score', numberFormat: 'point' }),
]

/** Very many columns, as an export of a questionnaire has them. */
export const manyColumns: Column[] = [
  ...columns.slice(0, -1),
  ...range(108, (place) =>
    column(
      `Question ${place + 1}: how satisfied are you with this part of our service?`,
      ['1', '4', '5'],
      {
        filled: 90_000 + place * 700,
        distinct: 5,
        inferredType: 'number',
      },
    ),
  ),
  column('Column_120', [], { filled: 0, distinct: 0 }),
]

export const ID = '01JQ0GALLERY0000000000000P'

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

export const ADA = { id: 'ada', name: 'Ada Quinn', avatarUrl: null }

export const extraCells = (column: string): Warning => ({
  code: 'extra_cells',
  message: `14 rows have more cells than the header. They are kept in ${column}. First: row 418.`,
})

/** The import of this file. */
export const record = (more: Partial<ImportView> = {}): ImportView => ({
  id: ID,
  entityType: 'people',
  fileName: 'people-march.csv',
  fileSize: 40_056_627,
  status: 'mapping',
  headers,
  columnMappings: [],
  totalRows: ROWS,
  processedRows: 0,
  successfulRows: 0,
  createdRows: 0,
  updatedRows: 0,
  skippedRows: 0,
  failedRows: 0,
  results: null,
  failedRowsData: [],
  failedRowsUrl: null,
  user: ADA,
  warnings: [],
  source: {
    format: 'csv',
    encoding: 'windows-1252',
    delimiter: ';',
    quote: '"',
    headerRow: 1,
  },
  stalled: false,
  createdAt: ago(4),
  updatedAt: ago(1),
  completedAt: null,
  ...more,
})

const cellsOf = (row: number): string[] => {
  const { name, email, phone, born, gender, title, firm, city, score, code } = person(row)
  const remark = row % 3 === 0 ? 'Met at the spring fair' : ''
  return [name, email, phone, born, gender, title, firm, city, score, remark, code]
}

export const rows = (count: number, width = headers.length) => ({
  headers: width === headers.length ? headers : manyColumns.map(({ source }) => source),
  items: range(count, (row) => ({
    rowNumber: row + 2,
    cells: [
      ...cellsOf(row),
      ...range(width - headers.length, (place) => String(1 + (place % 5))),
      '',
    ],
  })),
  total: ROWS,
})
