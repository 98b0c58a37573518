import type { Column, RandomImport } from './random-import.ts'
import { unquoted } from './random-import.ts'

/** A record as the host is to have it afterwards. */
export interface PlainRecord {
  name: string | null
  code: string | null
  emails: string[] | null
  score: number | null
  plan: string | null
  tags: string[] | null
  owner: string[]
}

export interface PlainOutcome {
  created: number
  updated: number
  skipped: number
  failed: number
  links: { link: number; create: number }
  records: PlainRecord[]
  owners: string[]
}

type Typed = { withheld: true } | { withheld: false; value: string | number | string[] | null }

const WITHHELD: Typed = { withheld: true }
const fold = (text: string) => text.trim().toLowerCase()
const listOf = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
const EMAIL = /^[\w.]+@[\w.]+\.\w+$/
const PLANS = ['Free', 'Pro', 'Team']

const EMPTY: PlainRecord = {
  name: null,
  code: null,
  emails: null,
  score: null,
  plan: null,
  tags: null,
  owner: [],
}

/**
 * What an import has to do, said once more and as plainly as can be: row by row, on records in memory.
 * `withRefusals` false: what the preview can know.
 */
export function plainOutcome(given: RandomImport, withRefusals: boolean): PlainOutcome {
  return new PlainImport(given, withRefusals).run()
}

class PlainImport {
  readonly #given: RandomImport
  readonly #withRefusals: boolean
  readonly #records: PlainRecord[]
  readonly #owners: string[]
  readonly #linked = new Set<string>()
  readonly #made = new Map<string, string>()
  readonly #counts = { created: 0, updated: 0, skipped: 0, failed: 0 }

  constructor(given: RandomImport, withRefusals: boolean) {
    this.#given = given
    this.#withRefusals = withRefusals
    this.#records = given.existing.map((known) => ({ ...EMPTY, ...known }))
    this.#owners = [...given.owners]
  }

  run(): PlainOutcome {
    for (const row of this.#given.rows) this.#row(row)
    const links = { link: this.#linked.size, create: this.#made.size }
    return { ...this.#counts, links, records: this.#records, owners: this.#owners }
  }

  #row(row: Record<string, string>) {
    const cells = new Map<Column, Typed>()
    for (const column of this.#given.columns) cells.set(column, this.#typed(column, row))
    const found = this.#match(cells)
    if (found === 'fail') return this.#counts.failed++
    if (found === 'skip') return this.#counts.skipped++
    if (found === null && !filled(cells.get('name'))) return this.#counts.failed++
    // Records of links are made before the host can refuse the row.
    const owner = this.#link(cells)
    if (this.#isRefused(cells)) return this.#counts.failed++
    if (found === null) this.#records.push(this.#changed(EMPTY, cells, { owner, isNew: true }))
    else {
      const at = this.#records.indexOf(found)
      this.#records[at] = this.#changed(found, cells, { owner, isNew: false })
    }
    return found === null ? this.#counts.created++ : this.#counts.updated++
  }

  #typed(column: Column, row: Record<string, string>): Typed {
    const raw = unquoted(row[column] ?? '')
    const decision = this.#given.decisions.find(
      ({ source, value }) => source === column && value === raw,
    )
    if (decision && (decision.correction === null || decision.correction === '')) return WITHHELD
    return this.#typedText(column, decision?.correction ?? raw)
  }

  #typedText(column: Column, text: string): Typed {
    // Required: blank is an error.
    if (text === '') return column === 'name' ? WITHHELD : { withheld: false, value: null }
    if (column === 'score') return /^\d+$/.test(text) ? value(Number(text)) : WITHHELD
    if (column === 'plan') {
      const plan = PLANS.find((option) => fold(option) === fold(text))
      return plan === undefined ? WITHHELD : value(plan)
    }
    if (column === 'emails') {
      const items = listOf(text)
      return items.every((item) => EMAIL.test(item)) ? value(items) : WITHHELD
    }
    if (column === 'owner') return this.#typedOwner(text)
    return value(column === 'tags' ? listOf(text) : text)
  }

  #typedOwner(text: string): Typed {
    const { link } = this.#given
    const names = link?.multiple ? listOf(text) : [text]
    if (link?.behavior !== 'match_only') return value(names)
    const isKnown = (name: string) => this.#given.owners.some((owner) => fold(owner) === fold(name))
    return names.every(isKnown) ? value(names) : WITHHELD
  }

  #match(cells: Map<Column, Typed>): PlainRecord | null | 'skip' | 'fail' {
    const matchers = [...this.#given.matchers].sort((a, b) => b.priority - a.priority)
    for (const { field, behavior } of matchers) {
      const keys = keysOf(cells.get(field))
      if (keys.length === 0) continue
      for (const key of keys) {
        const hits = this.#records.filter((record) => keysOfRecord(record, field).includes(key))
        if (hits.length > 1) return 'fail'
        if (hits[0]) return hits[0]
      }
      return behavior === 'match_only' ? 'skip' : null
    }
    return null
  }

  #link(cells: Map<Column, Typed>): string[] {
    const { link, owners } = this.#given
    const cell = cells.get('owner')
    if (!link || !cell || cell.withheld || !Array.isArray(cell.value)) return []
    const names = new Map<string, string>()
    for (const name of cell.value) if (!names.has(fold(name))) names.set(fold(name), name)
    return [...names].map(([key, name]) => {
      const known = owners.find((owner) => fold(owner) === key)
      if (link.behavior !== 'create' && known !== undefined) {
        this.#linked.add(key)
        return known
      }
      if (!this.#made.has(key)) {
        this.#made.set(key, name)
        this.#owners.push(name)
      }
      return this.#made.get(key) ?? name
    })
  }

  #isRefused(cells: Map<Column, Typed>): boolean {
    const name = cells.get('name')
    const { refused, broken } = this.#given
    if (!this.#withRefusals || !name || name.withheld) return false
    return [...refused, ...broken].includes(String(name.value))
  }

  #changed(
    before: PlainRecord,
    cells: Map<Column, Typed>,
    { owner, isNew }: { owner: string[]; isNew: boolean },
  ): PlainRecord {
    const { blankCells, tagsUpdate } = this.#given
    const after: Record<string, unknown> = { ...before }
    for (const [column, cell] of cells) {
      if (cell.withheld || column === 'owner') continue
      if (cell.value === null) {
        if (!isNew && blankCells === 'clear') after[column] = null
        continue
      }
      const own = column === 'emails' || column === 'tags' ? (before[column] ?? []) : []
      const isMerged = column === 'emails' || (column === 'tags' && tagsUpdate === 'merge')
      const items = Array.isArray(cell.value) ? cell.value : null
      const known = new Set(own.map(fold))
      after[column] =
        items && isMerged && !isNew
          ? [...own, ...items.filter((item) => !known.has(fold(item)))]
          : cell.value
    }
    if (owner.length > 0) after['owner'] = owner
    return { ...EMPTY, ...after }
  }
}

const value = (typed: string | number | string[]): Typed => ({ withheld: false, value: typed })
const filled = (cell: Typed | undefined) => cell && !cell.withheld && cell.value !== null

function keysOf(cell: Typed | undefined): string[] {
  if (!cell || cell.withheld || cell.value === null) return []
  return Array.isArray(cell.value) ? cell.value.map(fold) : [fold(String(cell.value))]
}

function keysOfRecord(record: PlainRecord, field: 'code' | 'emails'): string[] {
  const own = record[field]
  if (own === null) return []
  return Array.isArray(own) ? own.map(fold) : [fold(own)]
}
