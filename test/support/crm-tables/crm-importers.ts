import { drizzleImporter } from '../../../server-kit/importer/drizzle-importer.ts'
import type {
  Importer,
  ImporterContext,
  ImportRecord,
} from '../../../server-kit/importer/importer.ts'
import type { Dialect, TestDatabase } from '../test-databases.ts'
import { crmTables } from './crm-tables.ts'

/** The time of every call. */
export const NOW = new Date('2024-05-15T14:00:00Z')

const record = (given: Partial<ImportRecord>): ImportRecord => ({
  rowNumber: 2,
  idempotencyKey: 'import:2',
  action: 'create',
  id: null,
  values: {},
  links: {},
  ...given,
})

/** A row that makes a record. */
export const create = (values: ImportRecord['values'], links: ImportRecord['links'] = {}) =>
  record({ values, links })

/** A row that changes one. */
export const update = (
  id: string,
  values: ImportRecord['values'],
  links: ImportRecord['links'] = {},
) => record({ action: 'update', id, values, links })

/** What a call is given outside a transaction, for a user of the team. */
export const contextOf = (database: TestDatabase, teamId = 'north'): ImporterContext => ({
  teamId,
  userId: 'ada',
  importId: 'import',
  tx: database.db,
  signal: new AbortController().signal,
  now: NOW,
})

/** Saves for the team north; answers the ids, blank where a record was gone. */
export async function saveAll(
  importer: Importer,
  database: TestDatabase,
  records: ImportRecord[],
): Promise<string[]> {
  const results = await importer.save(records, contextOf(database))
  return results.map((result) => ('id' in result ? result.id : ''))
}

/** The drizzle importers of the small CRM. */
export function crmImporters(dialect: Dialect) {
  const tables = crmTables[dialect]
  const people = drizzleImporter({
    entityType: 'people',
    label: 'People',
    singular: 'Person',
    table: tables.people,
    fields: {
      emails: { type: 'email', label: 'E-mail' },
      score: { label: 'Points' },
      birthday: { type: 'date' },
      lastContactedAt: { type: 'datetime' },
      passwordHash: false,
      party: 'team',
      nickname: { label: 'Nickname' },
    },
    teamFields: ({ teamId }) => (teamId === 'north' ? [{ key: 'party', label: 'Party' }] : []),
    matchableFields: [
      { field: 'id', priority: 30, behavior: 'match_only' },
      { field: 'externalId', priority: 20, behavior: 'match_or_create' },
      { field: 'emails', priority: 10, behavior: 'match_or_create' },
    ],
    entityLinks: [
      {
        key: 'company',
        label: 'Company',
        entityType: 'company',
        matchableFields: [{ field: 'domains', priority: 1, behavior: 'match_only' }],
      },
      {
        key: 'projects',
        label: 'Projects',
        entityType: 'project',
        multiple: true,
        matchableFields: [{ field: 'name', priority: 1, behavior: 'match_only' }],
      },
    ],
    lookups: { emails: tables.peopleEmails },
    linkTable: tables.recordLinks,
  })
  const companies = drizzleImporter({
    entityType: 'company',
    label: 'Companies',
    table: tables.companies,
    fields: { domains: { type: 'domain' } },
    entityLinks: [
      {
        key: 'partners',
        label: 'Partners',
        entityType: 'company',
        multiple: true,
        matchableFields: [{ field: 'name', priority: 1, behavior: 'match_only' }],
      },
    ],
    linkColumns: { partners: 'partnerIds' },
    lookups: { domains: tables.recordKeys, name: tables.recordKeys },
  })

  return { people, companies }
}
