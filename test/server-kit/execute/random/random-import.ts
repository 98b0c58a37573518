import type { MatchBehavior } from '../../../../server-kit/contract/index.ts'
import type { Seeded } from '../../../crash/seeded.ts'

/** A small import, made at random: what the host is like, what it has, the file, and what is decided. */
export interface RandomImport {
  columns: Column[]
  matchers: { field: 'code' | 'emails'; priority: number; behavior: MatchBehavior }[]
  blankCells: 'keep' | 'clear'
  tagsUpdate: 'merge' | 'replace'
  link: { behavior: MatchBehavior; multiple: boolean } | null
  owners: string[]
  existing: Known[]
  rows: Record<string, string>[]
  decisions: { source: Column; value: string; correction: string | null }[]
  /** Names that the host refuses with a sentence, or throws at. */
  refused: string[]
  broken: string[]
  batchRows: number
}

const COLUMNS = ['name', 'code', 'emails', 'score', 'plan', 'tags', 'owner'] as const
export type Column = (typeof COLUMNS)[number]

interface Known {
  name: string
  code: string
  emails: string[]
  tags: string[]
}

const PEOPLE = ['a', 'b', 'c', 'd', 'e', 'f']
const NAMES = ['Ada', 'Bob', 'Cleo', 'Dan', 'Refused', 'Broken', '']
const emailOf = (person: string) => `${person}@x.example`

const POOLS: Record<Exclude<Column, 'code' | 'emails'>, readonly string[]> = {
  name: NAMES,
  score: ['', '1', '2', '30', 'many'],
  plan: ['', 'Free', 'pro', 'TEAM', 'Gold'],
  tags: ['', 'red', '"red, blue"', '"Blue, green"', 'red'],
  owner: ['', 'Ann', 'ann', 'Bob', 'Zed', 'Yan'],
}

export function randomImport(seeded: Seeded): RandomImport {
  const optional = ['emails', 'score', 'plan', 'tags'] as const
  const hasLink = seeded.chance(0.6)
  const columns: Column[] = [
    'name',
    'code',
    ...optional.filter(() => seeded.chance(0.7)),
    ...(hasLink ? (['owner'] as const) : []),
  ]
  const link = hasLink
    ? {
        behavior: seeded.oneOf(['match_only', 'match_or_create', 'create'] as const),
        multiple: seeded.chance(0.4),
      }
    : null
  const blankCells = seeded.oneOf(['keep', 'clear'] as const)
  const shape = { columns, link, hasKeys: blankCells === 'clear' }
  const rows = Array.from({ length: seeded.between(1, 18) }, () => randomRow(seeded, shape))
  const hasRefusals = seeded.chance(0.5)
  return {
    columns,
    matchers: randomMatchers(seeded, columns),
    blankCells,
    tagsUpdate: seeded.oneOf(['merge', 'replace']),
    link,
    owners: ['Ann', 'Bob'].filter(() => seeded.chance(0.7)),
    existing: randomExisting(seeded),
    rows,
    decisions: randomDecisions(seeded, { columns, rows }),
    refused: hasRefusals ? ['Refused'] : [],
    broken: hasRefusals ? ['Broken'] : [],
    batchRows: seeded.oneOf([2, 3, 7, 1000]),
  }
}

function randomMatchers(seeded: Seeded, columns: Column[]): RandomImport['matchers'] {
  const fields = (['code', 'emails'] as const).filter((field) => columns.includes(field))
  return fields
    .filter(() => seeded.chance(0.8))
    .map((field, index) => ({
      field,
      priority: seeded.chance(0.5) ? 10 + index : 10 - index,
      behavior: seeded.oneOf(['match_or_create', 'match_or_create', 'match_only']),
    }))
}

/** Some of them are the same person twice: then nobody can say which one is meant. */
const randomExisting = (seeded: Seeded): Known[] =>
  Array.from({ length: seeded.between(0, 5) }, () => {
    const person = seeded.oneOf(PEOPLE)
    const email = seeded.chance(0.7) ? [emailOf(person)] : []
    const tags = seeded.chance(0.5) ? ['red', 'Blue'] : []
    return { name: 'Known', code: person.toUpperCase(), emails: email, tags }
  })

interface Shape extends Pick<RandomImport, 'columns' | 'link'> {
  /** No key is blank: a row that clears its record's key is found by it no more. */
  hasKeys: boolean
}

function randomRow(seeded: Seeded, { columns, link, hasKeys }: Shape) {
  const person = seeded.oneOf(PEOPLE)
  const cell = (column: Column): string => {
    if (column === 'code') return hasKeys || seeded.chance(0.7) ? person : ''
    if (column === 'emails') return emailCell(seeded, { person, hasKeys })
    if (column === 'owner' && link?.multiple && seeded.chance(0.4)) return '"Ann, Zed, ann"'
    return seeded.oneOf(POOLS[column])
  }
  const cells = Object.fromEntries(columns.map((column) => [column, cell(column)]))
  // A row without any cell would be no row.
  return Object.values(cells).every((text) => text === '') ? { ...cells, code: person } : cells
}

function emailCell(seeded: Seeded, { person, hasKeys }: { person: string; hasKeys: boolean }) {
  if (seeded.chance(0.1)) return 'nowhere'
  if (seeded.chance(0.3) && !hasKeys) return ''
  const email = emailOf(person)
  return seeded.chance(0.3) ? `"${email}, ${person}@y.example"` : email.toUpperCase()
}

function randomDecisions(
  seeded: Seeded,
  { columns, rows }: Pick<RandomImport, 'columns' | 'rows'>,
): RandomImport['decisions'] {
  const decided = new Map<string, RandomImport['decisions'][number]>()
  for (let n = seeded.between(0, 3); n > 0; n -= 1) {
    const source = seeded.oneOf(
      columns.filter((column) => column !== 'code' && column !== 'emails'),
    )
    const value = unquoted(seeded.oneOf(rows)[source] ?? '')
    if (value === '') continue
    const correction = seeded.chance(0.5) ? null : unquoted(correctionOf(seeded, source))
    decided.set(`${source} ${value}`, { source, value, correction })
  }
  return [...decided.values()]
}

const correctionOf = (seeded: Seeded, column: Column) =>
  column === 'code' || column === 'emails' ? '' : seeded.oneOf(POOLS[column])

export const unquoted = (cell: string) => cell.replace(/^"(.*)"$/, '$1')
