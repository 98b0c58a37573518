import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { ModelParts } from './import-columns.ts'
import type { Tables } from './dialect.ts'
import type { FieldOfType, RememberedValue, TeamImports } from './import.ts'
import { storableText } from './storable.ts'

/** Of one team and field; the oldest go. */
const MOST = 5_000
const LONGEST = 200
/** Values in one statement: SQLite takes 32,766 parameters. */
const CHUNK = 1_000

type RememberedValues = Pick<
  TeamImports,
  'rememberedValues' | 'rememberValues' | 'forgetRememberedValues'
>

/** What a team chose for the values of its files, kept beyond the imports themselves. */
export function rememberedValues(parts: ModelParts, teamId: string): RememberedValues {
  const { database } = parts
  const { db } = database
  const { importRememberedValues: table } = database.tables
  const { value, correction } = table
  const ofField = (of: FieldOfType) => isOfField(table, { teamId, ...of })
  return {
    async rememberedValues(of) {
      return db.select({ value, correction }).from(table).where(ofField(of))
    },
    rememberValues: (of, values) => keepValues(parts, { teamId, ...of }, values),
    async forgetRememberedValues(of, values) {
      const kept = values.filter(isKeptText)
      for (let start = 0; start < kept.length; start += CHUNK) {
        const some = kept.slice(start, start + CHUNK)
        await db.delete(table).where(and(ofField(of), inArray(value, some)))
      }
    },
  }
}

/** Longer texts are seldom met again, and a database takes no NUL: those are not worth remembering. */
const isKeptText = (text: string) => text.length <= LONGEST && storableText(text) === text

const isKept = ({ value, correction }: RememberedValue) =>
  isKeptText(value) && isKeptText(correction)

interface TeamField extends FieldOfType {
  teamId: string
}

const isOfField = (
  table: Tables['importRememberedValues'],
  { teamId, entityType, field }: TeamField,
) =>
  and(
    eq(table.teamId, teamId),
    eq(table.entityType, storableText(entityType)),
    eq(table.field, storableText(field)),
  )

async function keepValues(
  { database: { db, tables }, clock }: ModelParts,
  of: TeamField,
  values: readonly RememberedValue[],
): Promise<void> {
  const { importRememberedValues: table } = tables
  const { value, updatedAt } = table
  const own = { ...of, entityType: storableText(of.entityType), field: storableText(of.field) }
  const now = clock.now()
  const rows = values
    .filter(isKept)
    // In one order: otherwise two teammates who save at once could wait for each other.
    .sort((a, b) => (a.value < b.value ? -1 : 1))
    .map((row) => ({ ...own, ...row, updatedAt: now }))
  for (let start = 0; start < rows.length; start += CHUNK) {
    await db
      .insert(table)
      .values(rows.slice(start, start + CHUNK))
      .onConflictDoUpdate({
        target: [table.teamId, table.entityType, table.field, value],
        set: { correction: sql`excluded.correction`, updatedAt: sql`excluded.updated_at` },
      })
  }
  const oldest = db
    .select({ value })
    .from(table)
    .where(isOfField(table, of))
    .orderBy(desc(updatedAt), value)
    // SQLite takes no OFFSET alone.
    .limit(rows.length + CHUNK)
    .offset(MOST)
  await db.delete(table).where(and(isOfField(table, of), inArray(value, oldest)))
}
