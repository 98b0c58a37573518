import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const list = (name: string) => text(name, { mode: 'json' }).$type<string[]>()

/** A host's people, with every kind of column that an importer meets on SQLite. */
export const people = sqliteTable('people', {
  id: text('id').primaryKey(),
  teamId: text('team_id').notNull(),
  name: text('name').notNull(),
  externalId: text('external_id'),
  emails: list('emails'),
  jobTitle: text('job_title'),
  birthday: text('birthday'),
  lastContactedAt: integer('last_contacted_at', { mode: 'timestamp_ms' }),
  score: real('score'),
  subscribed: integer('subscribed', { mode: 'boolean' }),
  stage: text('stage', { enum: ['lead', 'customer'] }).default('lead'),
  passwordHash: text('password_hash'),
  party: text('party'),
  companyId: text('company_id'),
  custom: text('custom', { mode: 'json' }),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  updatedAt: text('updated_at').notNull(),
})

export const companies = sqliteTable('companies', {
  id: text('id').primaryKey(),
  teamId: text('team_id').notNull(),
  name: text('name').notNull(),
  domains: list('domains'),
  partnerIds: list('partner_ids'),
})

/** Keys of both, in one table. */
export const recordKeys = sqliteTable(
  'record_keys',
  {
    teamId: text('team_id').notNull(),
    entityType: text('entity_type').notNull(),
    field: text('field').notNull(),
    value: text('value').notNull(),
    recordId: text('record_id').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.teamId, table.entityType, table.field, table.value, table.recordId],
    }),
  ],
)

/** An e-mail that belongs to one person of a team only. */
export const peopleEmails = sqliteTable(
  'people_emails',
  {
    teamId: text('team_id').notNull(),
    recordId: text('record_id').notNull(),
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.value] })],
)

export const recordLinks = sqliteTable(
  'record_links',
  {
    recordId: text('record_id').notNull(),
    link: text('link').notNull(),
    targetId: text('target_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.recordId, table.link, table.targetId] })],
)
