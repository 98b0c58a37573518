import { and, eq, inArray, sql } from 'drizzle-orm'
import type { ModelParts } from './import-columns.ts'
import type { RememberedMapping, TeamImports } from './import.ts'
import { keyOf, storableJson, storableText } from './storable.ts'

/** Headers in one statement: SQLite takes 32,766 parameters. */
const CHUNK = 1_000

/** What a team chose for the headers of its files, kept beyond the imports themselves. */
export function rememberedMappings(
  { database, clock }: ModelParts,
  teamId: string,
): Pick<TeamImports, 'rememberedMappings' | 'rememberMappings'> {
  const { db } = database
  const { importRememberedMappings: table } = database.tables
  const { header, target, entityLink, dateFormat, numberFormat } = table
  return {
    async rememberedMappings(entityType, headers) {
      const found: RememberedMapping[] = []
      for (const chunk of chunksOf(headers)) {
        const headerOfKey = new Map(chunk.map((name) => [keyOf(name), name]))
        const isAsked = inArray(header, [...headerOfKey.keys()])
        const rows = await db
          .select({ header, target, entityLink, dateFormat, numberFormat })
          .from(table)
          .where(and(eq(table.teamId, teamId), eq(table.entityType, entityType), isAsked))
        for (const { header: key, ...choice } of rows) {
          found.push({ source: headerOfKey.get(key) ?? key, ...choice })
        }
      }
      return found
    },
    async rememberMappings(entityType, mappings) {
      const updatedAt = clock.now()
      const values = mappings
        .map(({ source, ...choice }) => ({ header: keyOf(source), ...storableJson(choice) }))
        // In one order: otherwise two teammates who save at once could wait for each other.
        .sort((a, b) => (a.header < b.header ? -1 : 1))
        .map((row) => ({ ...row, teamId, entityType: storableText(entityType), updatedAt }))
      for (const chunk of chunksOf(values)) {
        await db
          .insert(table)
          .values(chunk)
          .onConflictDoUpdate({
            target: [table.teamId, table.entityType, header],
            set: LAST_CHOICE,
          })
      }
    },
  }
}

const LAST_CHOICE = {
  target: sql`excluded.target`,
  entityLink: sql`excluded.entity_link`,
  dateFormat: sql`excluded.date_format`,
  numberFormat: sql`excluded.number_format`,
  updatedAt: sql`excluded.updated_at`,
}

function* chunksOf<T>(items: readonly T[]) {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK)
}
