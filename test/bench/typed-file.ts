import { join } from 'node:path'
import type { FieldDefinition } from '../../server-kit/index.ts'
import { made, pick, two, type CsvFile, type Random } from './csv-file.ts'

/** A column of the file, the field it is mapped to, and what it has to offer. */
export interface TypedColumn extends Pick<FieldDefinition, 'type' | 'multiple' | 'options'> {
  source: string
  /** A search that finds some of its values, and one that finds most. */
  search: string
  good(row: number, random: Random): string
  /** A value that is wrong; null where none can be. */
  bad: ((random: Random) => string) | null
}

const BAD_SHARE = 50
/** Of the bad cells half are one of few words, as in a real export. */
const BAD_WORDS = ['n/a', 'unknown', '?', 'tbd', '-', 'none', 'see notes', '#REF!']
const INDUSTRIES = [
  'Energy',
  'Materials',
  'Industrials',
  'Consumer Discretionary',
  'Consumer Staples',
  'Health Care',
  'Financials',
  'Information Technology',
  'Communication Services',
  'Utilities',
  'Real Estate',
]
const PREFIXES = [
  '+1 202 555 ',
  '+1-415-867-',
  '(212) 736-',
  '+44 20 7946 ',
  '+49 30 9018',
  '+33 1 42 68 ',
]
const TOP_LEVEL = ['com', 'de', 'co.uk', 'io', 'org']

const digits = (random: Random, count: number) => String(random(10 ** count)).padStart(count, '0')

function phone(random: Random): string {
  const prefix = pick(PREFIXES, random)
  if (prefix.startsWith('+33')) return `${prefix}${digits(random, 2)} ${digits(random, 2)}`
  return `${prefix}${digits(random, 4)}`
}

const domain = (random: Random) => `company${random(5000)}.${pick(TOP_LEVEL, random)}`
const date = (random: Random) =>
  `${1940 + random(65)}-${two(1 + random(12))}-${two(1 + random(28))}`
const time = (random: Random) => `${two(random(24))}:${two(random(60))}:${two(random(60))}`

function emails(row: number, random: Random): string {
  const first = `user${random(1_000_000)}.${row}@${domain(random)}`
  return random(10) === 0 ? `"${first}, info${random(1000)}@${domain(random)}"` : first
}

/** Ten columns with the types of fields; the first has another value in each row. */
export const TYPED_COLUMNS: readonly TypedColumn[] = [
  {
    source: 'Code',
    search: '77-',
    good: (row, random) => `${two(random(100))}-${(row * 7919) % 10_000_019}`,
    bad: null,
  },
  {
    source: 'Emails',
    type: 'email',
    multiple: true,
    search: 'user77',
    good: emails,
    bad: (random) => `user${random(1e6)}@@example`,
  },
  {
    source: 'Phone',
    type: 'phone',
    search: '555',
    good: (_, random) => phone(random),
    bad: (random) => `+1 202 ${random(1e4)}`,
  },
  {
    source: 'Website',
    type: 'url',
    search: 'page=77',
    good: (_, random) => `https://www.${domain(random)}/team/${random(50)}?page=${random(1000)}`,
    bad: (random) => `http:/site ${random(1e6)}`,
  },
  {
    source: 'Domain',
    type: 'domain',
    search: 'company77',
    good: (_, random) => domain(random),
    bad: (random) => `company ${random(1e6)}`,
  },
  {
    source: 'Birthday',
    type: 'date',
    search: '1977',
    good: (_, random) => date(random),
    bad: (random) => `1980-13-${random(1e6)}`,
  },
  {
    source: 'Last seen',
    type: 'datetime',
    search: '17:17',
    good: (_, random) => `20${two(10 + random(15))}-${date(random).slice(5)} ${time(random)}`,
    bad: (random) => `2020-02-30 ${random(1e6)}`,
  },
  {
    source: 'Revenue',
    type: 'currency',
    search: '77.77',
    good: (_, random) =>
      `${random(2) === 0 ? '$' : ''}${random(900) + 1},${digits(random, 3)}.${digits(random, 2)}`,
    bad: (random) => `1,${random(10)},${random(1e6)}x`,
  },
  {
    source: 'Active',
    type: 'boolean',
    search: 'y',
    good: (row, random) => (row % 2 === 0 ? 'yes' : pick(['no', 'No', 'true', ''], random)),
    bad: (random) => `maybe ${random(1e6)}`,
  },
  {
    source: 'Industry',
    type: 'choice',
    options: INDUSTRIES,
    search: 'en',
    good: (_, random) => pick(INDUSTRIES, random),
    bad: (random) => `Sector ${random(1e6)}`,
  },
]

function cell(column: TypedColumn, row: number, random: Random): string {
  // `Active` keeps the value that stands in half of the rows.
  const isSafe = column.bad === null || (column.type === 'boolean' && row % 2 === 0)
  const isBad = random(BAD_SHARE) === 0
  if (isSafe || !isBad) return column.good(row, random)
  return random(2) === 0 ? pick(BAD_WORDS, random) : (column.bad?.(random) ?? '')
}

const quoted = (text: string) => (text.includes(',') && !text.startsWith('"') ? `"${text}"` : text)

/** All types of fields, two cells in a hundred wrong, one value in half of the rows. */
export const typedFile = (folder: string, rows: number): CsvFile =>
  made(join(folder, `typed-${rows}.csv`), {
    rows,
    header: TYPED_COLUMNS.map(({ source }) => source).join(','),
    row: (row, random) =>
      TYPED_COLUMNS.map((column) => quoted(cell(column, row, random))).join(','),
  })
