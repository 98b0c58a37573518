import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What a file of the bench is like; its bytes depend on nothing else. */
export interface CsvFile {
  path: string
  rows: number
  columns: number
  bytes: number
}

const FIRST_NAMES = [
  'Ada',
  'Grace',
  'Zoë',
  'José',
  'Łukasz',
  'Mary',
  'Jürgen',
  '美咲',
  'Олег',
  'Ann',
]
const LAST_NAMES = [
  'Lovelace',
  'Hopper',
  'Müller',
  'García',
  'Nowak',
  'Smith',
  "O'Neil",
  '山田',
  'Иванов',
  'Lee',
]
const WRITTEN_AT_ONCE = 1024 * 1024

export type Random = (below: number) => number

/** Random numbers that are the same in every run. */
function seeded(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

export const two = (number: number) => String(number).padStart(2, '0')
export const pick = (words: readonly string[], random: Random) => words[random(words.length)] ?? ''

function person(row: number, random: Random): string {
  const first = pick(FIRST_NAMES, random)
  const last = pick(LAST_NAMES, random)
  const isQuoted = random(10) === 0
  const note = isQuoted
    ? `"Met at ""${last}"" fair,\nwants a call back ${random(1000)}"`
    : `Prefers mail ${random(100_000)}`
  const company = random(10) === 0 ? `"${last}, ${first} & Sons"` : `${last} Ltd ${random(5000)}`
  return [
    row,
    `${first} ${last}`,
    `user${row}.${random(1000)}@example${random(500)}.com`,
    `+1 202 555 ${String(random(10_000)).padStart(4, '0')}`,
    company,
    `Engineer ${random(50)}`,
    `${1940 + random(65)}-${two(1 + random(12))}-${two(1 + random(28))}`,
    `City of ${last} ${random(300)}`,
    `${random(1000)}.${random(90) + 10}`,
    note,
  ].join(',')
}

/** The e-mail of a contact; in no order, as real ones are: an index on them is filled here and there. */
export const contactEmail = (row: number) =>
  `${(Math.imul(row, 2654435761) >>> 0).toString(36)}.${row}@example.com`

function contact(row: number, random: Random): string {
  return [
    `${pick(FIRST_NAMES, random)} ${pick(LAST_NAMES, random)}`,
    contactEmail(row),
    `+1 202 555 ${String(random(10_000)).padStart(4, '0')}`,
    `${pick(LAST_NAMES, random)} Ltd ${random(5000)}`,
    `Engineer ${random(50)}`,
    `${1940 + random(65)}-${two(1 + random(12))}-${two(1 + random(28))}`,
    `City ${random(300)}`,
    `${random(100)}.${random(90) + 10}`,
    `Prefers mail ${random(100_000)}`,
  ].join(',')
}

const CONTACTS = 'Name,Email,Phone,Company,Job title,Birthday,City,Score,Notes'

const PEOPLE = 'ID,Name,Email,Phone,Company,Job title,Birthday,City,Score,Notes'
const WIDE = 50

function wideRow(row: number, random: Random): string {
  const cells = Array.from({ length: WIDE - 1 }, (_, place) => {
    if (place % 5 === 0) return `${random(10_000)}.${two(random(100))}`
    if (place % 5 === 1) return pick(LAST_NAMES, random)
    if (place % 5 === 2) return `${2000 + random(25)}-${two(1 + random(12))}-${two(1 + random(28))}`
    return place % 5 === 3 ? `option ${random(20)}` : random(4) === 0 ? '' : `text ${random(1e6)}`
  })
  return [row, ...cells].join(',')
}

/** People: names, addresses, dates; one cell in ten quoted, with line ends, quotes and all scripts. */
export const peopleFile = (folder: string, rows: number): CsvFile =>
  made(join(folder, `people-${rows}.csv`), { rows, header: PEOPLE, row: person })

/** Contacts of a CRM: each with an e-mail of its own, companies and cities shared by many. */
export const contactsFile = (folder: string, rows: number): CsvFile =>
  made(join(folder, `contacts-${rows}.csv`), { rows, header: CONTACTS, row: contact })

/** Fifty columns of numbers, words, dates and blanks. */
export function wideFile(folder: string, rows: number): CsvFile {
  const header = Array.from({ length: WIDE }, (_, place) => `Column ${place + 1}`).join(',')
  return made(join(folder, `wide-${rows}.csv`), { rows, header, row: wideRow })
}

interface Shape {
  rows: number
  header: string
  row(row: number, random: Random): string
}

/** The file of a shape, written unless it is there. */
export function made(path: string, { rows, header, row }: Shape): CsvFile {
  if (!existsSync(path)) write(path, { rows, header, row })
  return { path, rows, columns: header.split(',').length, bytes: statSync(path).size }
}

function write(path: string, { rows, header, row }: Shape) {
  const random = seeded(1)
  const file = openSync(`${path}.part`, 'w')
  let text = `${header}\n`
  for (let number = 1; number <= rows; number++) {
    text += `${row(number, random)}\n`
    if (text.length < WRITTEN_AT_ONCE) continue
    writeSync(file, text)
    text = ''
  }
  writeSync(file, text)
  closeSync(file)
  renameSync(`${path}.part`, path)
}
