import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createImporters } from '../../../demo/importers/importers.ts'
import { openRecords, type RecordsDatabase } from '../../../demo/records/open-records.ts'
import type { Entity } from '../../../server-kit/contract/shapes.ts'
import { APPLIED_CONFIDENCE } from '../../../server-kit/contract/stages.ts'
import { toEntity } from '../../../server-kit/importer/entity.ts'
import { type Suggestion, suggestMappings } from '../../../server-kit/map/suggest-mappings.ts'
import { inferType } from '../../../server-kit/values/infer-type.ts'
import { ENGLISH_COMPANIES } from '../../fixtures/header-rows/english-companies.ts'
import { ENGLISH_PEOPLE } from '../../fixtures/header-rows/english-people.ts'
import { FRENCH } from '../../fixtures/header-rows/french.ts'
import { GERMAN } from '../../fixtures/header-rows/german.ts'
import type { HeaderColumn, HeaderRow } from '../../fixtures/header-rows/header-row.ts'
import { LATER } from '../../fixtures/header-rows/later.ts'
import { SPANISH } from '../../fixtures/header-rows/spanish.ts'

const GROUPS = {
  English: [...ENGLISH_PEOPLE, ...ENGLISH_COMPANIES],
  German: GERMAN,
  French: FRENCH,
  Spanish: SPANISH,
  'not seen before': LATER,
}
const ROWS = Object.values(GROUPS).flat()

interface Measure {
  applied: number
  rightly: number
  expected: number
  found: number
  /** Each mistake and each miss, as a sentence. */
  wrong: string[]
  missed: string[]
}

const targetOf = ({ target, entityLink }: Suggestion) =>
  entityLink === null ? target : `${entityLink}.${target}`

function appliedTargets({ columns }: HeaderRow, entity: Entity): (string | null)[] {
  const suggestions = suggestMappings({
    columns: columns.map(({ header, samples }) => ({
      source: header,
      samples,
      filled: samples.length,
      distinct: samples.length,
      distinctIsExact: true,
      inferredType: inferType(samples),
    })),
    entity,
  })
  return columns.map(({ header }) => {
    const found = suggestions.get(header)
    return found && found.confidence >= APPLIED_CONFIDENCE ? targetOf(found) : null
  })
}

/** Precision by column, recall by target: of two phone columns only one can be the phone. */
function measureRow(row: HeaderRow, entity: Entity): Measure {
  const targets = appliedTargets(row, entity)
  const answered = row.columns.map((column, index) => ({ column, target: targets[index] ?? null }))
  const isRight = ({ column, target }: (typeof answered)[number]) =>
    target !== null && column.right.includes(target)
  const applied = answered.filter(({ target }) => target !== null)
  const expected = new Set(row.columns.flatMap(firstTarget))
  const rightly = applied.filter(isRight)
  const missed = [...expected].filter(
    (target) => !rightly.some(({ column }) => column.right.includes(target)),
  )
  return {
    applied: applied.length,
    rightly: rightly.length,
    expected: expected.size,
    found: expected.size - missed.length,
    wrong: applied
      .filter((one) => !isRight(one))
      .map(({ column, target }) => `${row.title}: “${column.header}” is not ${target}`),
    missed: missed.map((target) => `${row.title}: nothing for ${target}`),
  }
}

const firstTarget = ({ right, isOptional }: HeaderColumn) => (isOptional ? [] : right.slice(0, 1))

const sum = (measures: Measure[]): Measure => ({
  applied: measures.reduce((total, { applied }) => total + applied, 0),
  rightly: measures.reduce((total, { rightly }) => total + rightly, 0),
  expected: measures.reduce((total, { expected }) => total + expected, 0),
  found: measures.reduce((total, { found }) => total + found, 0),
  wrong: measures.flatMap(({ wrong }) => wrong),
  missed: measures.flatMap(({ missed }) => missed),
})

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`

const shown = ({ applied, rightly, expected, found }: Measure) =>
  `precision ${percent(rightly, applied)} of ${applied}, recall ${percent(found, expected)} of ${expected}`

describe('over header rows as exports write them, what is applied', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'header-rows-'))
  let database: RecordsDatabase
  const entities = new Map<string, Entity>()
  beforeAll(async () => {
    database = await openRecords({ dataDir, databaseUrl: undefined })
    for (const importer of createImporters(database)) {
      entities.set(importer.entityType, toEntity(importer, await importer.fieldsFor('north')))
    }
  })
  afterAll(async () => {
    await database.close()
    rmSync(dataDir, { recursive: true })
  })

  const measure = (rows: readonly HeaderRow[]) =>
    sum(
      rows.map((row) => {
        const entity = entities.get(row.entityType)
        if (!entity) throw new Error(`The demo imports no ${row.entityType}.`)
        return measureRow(row, entity)
      }),
    )

  it('is measured on at least 60 rows, whose right answers exist', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(60)
    for (const { entityType, columns } of ROWS) {
      const entity = entities.get(entityType)
      const known = [
        ...(entity?.fields.map(({ key }) => key) ?? []),
        ...(entity?.entityLinks.flatMap(({ key, matchableFields }) =>
          matchableFields.map(({ field }) => `${key}.${field}`),
        ) ?? []),
      ]
      expect(known).toEqual(expect.arrayContaining(columns.flatMap(({ right }) => right)))
    }
  })

  it('is right in 95 % of the columns, and finds 85 % of the targets', () => {
    const all = measure(ROWS)
    const report = Object.entries(GROUPS).map(([group, rows]) => {
      return `${group}, ${rows.length} rows: ${shown(measure(rows))}`
    })
    process.stdout.write(`${[...report, `all, ${ROWS.length} rows: ${shown(all)}`].join('\n')}\n`)
    expect(all.rightly / all.applied, all.wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
    expect(all.found / all.expected, all.missed.join('\n')).toBeGreaterThanOrEqual(0.85)
  })
})
