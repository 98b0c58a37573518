import { sql } from 'drizzle-orm'
import type { TestDatabase } from './test-databases.ts'
import type { TestKit } from './test-kit.ts'

/** Where an import stands that a test asks about. */
export type Stage = 'mapping' | 'reviewing' | 'previewing' | 'running' | 'stalled' | 'completed'

export interface StagedFile {
  csv: string
  fileName?: string
  mappings: { source: string; target: string }[]
}

const HOUR = 3_600_000

/** An import of `ada`, brought to `stage` as a user brings it there. Its id. */
export async function stagedImport(
  { kit, database }: { kit: TestKit; database: TestDatabase },
  stage: Stage,
  { csv, fileName = 'contacts.csv', mappings }: StagedFile,
): Promise<string> {
  const { id } = await kit.upload(csv, { fileName })
  if (stage === 'mapping') return id
  await kit.mapped(id, mappings)
  if (stage === 'reviewing') return id
  await kit.preview(id)
  if (stage === 'completed') await kit.start(id)
  if (stage === 'running') await lease(database, id, HOUR)
  if (stage === 'stalled') await lease(database, id, -HOUR)
  return id
}

/** Running by a process that is somewhere else, or was, with `left` milliseconds of its lease. */
async function lease(database: TestDatabase, id: string, left: number) {
  const until = new Date(Date.now() + left)
  const time = database.dialect === 'sqlite' ? until.getTime() : until.toISOString()
  await database.query(sql`UPDATE imports
    SET status = 'importing', lease_owner = 'elsewhere', lease_until = ${time} WHERE id = ${id}`)
}
