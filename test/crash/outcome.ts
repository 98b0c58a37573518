import { isDeepStrictEqual } from 'node:util'
import type { HostDatabase } from './host-database.ts'

/** All that an import has left behind, without ids and times: the same with and without crashes. */
export interface Outcome {
  status: string
  counts: Record<string, number>
  people: string[]
  firms: string[]
  links: number
  failedRows: string[]
  /** The rows that were written, each as often as it was. */
  effects: { row: number; action: string; times: number }[]
}

const COUNTS = ['total', 'processed', 'created', 'updated', 'skipped', 'failed', 'successful']

export async function readOutcome(
  database: HostDatabase,
  importId: string,
  teamId: string,
): Promise<Outcome> {
  const { query } = database
  const [record = {}] = await query(`SELECT * FROM imports WHERE id = $1`, [importId])
  const people = await query(
    `SELECT p.name, p.email, p.tags, f.name AS firm FROM crash_people p
     LEFT JOIN crash_firms f ON f.id = p.firm_id WHERE p.team_id = $1`,
    [teamId],
  )
  const firms = await query(`SELECT name FROM crash_firms WHERE team_id = $1`, [teamId])
  const links = await query(`SELECT value FROM import_created_links WHERE import_id = $1`, [
    importId,
  ])
  const failed = await query(
    `SELECT row_number, validation_error FROM failed_import_rows WHERE import_id = $1
     ORDER BY row_number`,
    [importId],
  )
  const effects = await query(
    `SELECT row_number, action, count(*) AS times FROM crash_effects WHERE import_id = $1
     GROUP BY row_number, action ORDER BY row_number, action`,
    [importId],
  )
  return {
    status: String(record['status']),
    counts: Object.fromEntries(COUNTS.map((name) => [name, Number(record[`${name}_rows`])])),
    people: people.map((row) => JSON.stringify(Object.entries(row).sort())).sort(),
    firms: firms.map(({ name }) => String(name)).sort(),
    links: links.length,
    failedRows: failed.map(
      (row) => `${row['row_number']} ${withoutId(String(row['validation_error']))}`,
    ),
    effects: effects.map(({ row_number: row, action, times }) => ({
      row: Number(row),
      action: String(action),
      times: Number(times),
    })),
  }
}

const withoutId = (reason: string) => reason.replace(/Report \w{26}/, 'Report …')

export interface Difference {
  /** Effects more than one of a row, and of rows that should have none. */
  doubled: number
  /** Rows that should have been written and were not. */
  lost: number
  /** The parts of the outcome that differ. */
  differs: string[]
}

/** How an outcome differs from that of the run that nothing interrupted. */
export function compare(found: Outcome, expected: Outcome): Difference {
  const times = new Map(found.effects.map((effect) => [keyOf(effect), effect.times]))
  const wanted = new Set(expected.effects.map(keyOf))
  let doubled = 0
  for (const [key, count] of times) doubled += count - (wanted.has(key) ? 1 : 0)
  const lost = [...wanted].filter((key) => !times.has(key)).length
  const parts = ['status', 'counts', 'people', 'firms', 'links', 'failedRows', 'effects'] as const
  const differs = parts.filter((part) => !isDeepStrictEqual(found[part], expected[part]))
  return { doubled, lost, differs }
}

const keyOf = ({ row, action }: { row: number; action: string }) => `${row} ${action}`
