import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCrashes, uninterrupted } from './crash-run.ts'
import { type HostDatabase, openHostDatabase } from './host-database.ts'
import { compare } from './outcome.ts'
import { peopleFile } from './people-file.ts'
import { deadlyRow, remoteWrites, sleeper } from './scenarios.ts'
import { createSeeded } from './seeded.ts'
import { buildWorker } from './worker-process.ts'

const SEED = 20_260_301

beforeAll(() => buildWorker())

describe.each(['sqlite', 'postgres'] as const)('an import on %s', (dialect) => {
  it('is the same however often processes, connections and databases die', async () => {
    const report = await runCrashes({ dialect, seed: SEED, kills: 5, rows: 1_000 })
    const { doubled, lost, stranded, violations, kills, reads, longestUnattended } = report
    expect({ doubled, lost, stranded, violations }).toEqual({
      doubled: 0,
      lost: 0,
      stranded: 0,
      violations: [],
    })
    expect(kills).toBeGreaterThanOrEqual(5)
    expect(reads).toBeGreaterThan(50)
    expect(longestUnattended).toBeLessThan(60_000)
  }, 600_000)
})

describe('a worker', () => {
  const storageDir = mkdtempSync(join(tmpdir(), 'import-kit-crash-rows-'))
  const databases: HostDatabase[] = []
  const opened = async (dialect: HostDatabase['dialect'] = 'sqlite') => {
    const database = await openHostDatabase(dialect)
    databases.push(database)
    return database
  }
  afterAll(async () => {
    for (const database of databases) await database.close()
    rmSync(storageDir, { recursive: true, force: true })
  })

  it('that sleeps past its lease writes nothing more; without the fence it doubles rows', async () => {
    const database = await opened()
    const file = peopleFile(600, createSeeded(SEED))
    const expected = await uninterrupted(database, { storageDir, file })
    const fenced = await sleeper({ database, storageDir, file, teamId: 'fenced' }, true)
    expect(compare(fenced, expected)).toEqual({ doubled: 0, lost: 0, differs: [] })
    const unfenced = await sleeper({ database, storageDir, file, teamId: 'unfenced' }, false)
    expect(compare(unfenced, expected).doubled).toBeGreaterThan(100)
  }, 600_000)

  it('that a row kills is replaced until the row is found and left out', async () => {
    const database = await opened()
    const special = Array.from({ length: 150 }, (_, row) => (row === 120 ? 'Deadly' : `P ${row}`))
    const file = peopleFile(150, createSeeded(SEED), special)
    const scenario = { database, storageDir, file, teamId: 'deadly' }
    const { deaths, outcome } = await deadlyRow(scenario)
    expect(outcome.counts).toMatchObject({ processed: 150, failed: 1 })
    expect(outcome.failedRows).toEqual([
      '122 crashed: this row ended the process three times, so it was left out.',
    ])
    expect(outcome.effects.map(({ times }) => times)).toEqual(Array.from({ length: 149 }, () => 1))
    expect(deaths).toBeLessThanOrEqual(5)
  }, 600_000)

  it('that a row kills while the batch before it is written blames no other row', async () => {
    const database = await opened('postgres')
    const names = Array.from({ length: 350 }, (_, row) => (row === 220 ? 'Fatal' : `P ${row}`))
    const file = ['Name,Email', ...names.map((name, row) => `${name},d${row}@x.example`)].join('\n')
    const scenario = { database, storageDir, file, teamId: 'deadly' }
    const { deaths, outcome } = await deadlyRow(scenario)
    expect(outcome.counts).toMatchObject({ processed: 350, failed: 1 })
    expect(outcome.failedRows).toEqual([
      '222 crashed: this row ended the process three times, so it was left out.',
    ])
    expect(outcome.effects.map(({ times }) => times)).toEqual(Array.from({ length: 349 }, () => 1))
    // Twice more than elsewhere: before its turn nobody notes what is tried.
    expect(deaths).toBeLessThanOrEqual(7)
  }, 600_000)

  it('whose importer writes over HTTP delivers each row at least once, and always the same', async () => {
    const database = await opened('postgres')
    const lines = Array.from({ length: 400 }, (_, row) => `Person ${row},p${row}@x.example`)
    const file = ['Name,Email', ...lines].join('\n')
    const scenario = { database, storageDir, file, teamId: 'remote' }
    const { id, delivered } = await remoteWrites(scenario, 3)
    expect([...delivered.keys()].sort()).toEqual(lines.map((_, row) => `${id}:${row + 2}`).sort())
    for (const payloads of delivered.values()) expect(new Set(payloads).size).toBe(1)
    // Otherwise no kill came between a write and its commit.
    expect([...delivered.values()].some((payloads) => payloads.length > 1)).toBe(true)
  }, 600_000)
})
