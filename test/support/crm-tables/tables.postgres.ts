import {
  boolean,
  date,
  doublePrecision,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

const list = (name: string) => jsonb(name).$type<string[]>()

/** A host's people, with every kind of column that an importer meets on Postgres. */
export const people = pgTable('people', {
  id: text('id').primaryKey(),
  teamId: text('team_id').notNull(),
  name: text('name').notNull(),
  externalId: text('external_id'),
  emails: list('emails'),
  jobTitle: text('job_title'),
  birthday: date('birthday'),
  lastContactedAt: timestamp('last_contacted_at', { withTimezone: true }),
  score: doublePrecision('score'),
  subscribed: boolean('subscribed'),
  stage: text('stage', { enum: ['lead', 'customer'] }).default('lead'),
  passwordHash: text('password_hash'),
  party: text('party'),
  companyId: text('company_id'),
  custom: jsonb('custom'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  updatedAt: timestamp('updated_at', { mode: 'string' }).notNull(),
})

export const companies = pgTable('companies', {
  id: text('id').primaryKey(),
  teamId: text('team_id').notNull(),
  name: text('name').notNull(),
  domains: text('domains').array(),
  partnerIds: list('partner_ids'),
})

/** Keys of both, in one table. */
export const recordKeys = pgTable(
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
export const peopleEmails = pgTable(
  'people_emails',
  {
    teamId: text('team_id').notNull(),
    recordId: text('record_id').notNull(),
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.value] })],
)

export const recordLinks = pgTable(
  'record_links',
  {
    recordId: text('record_id').notNull(),
    link: text('link').notNull(),
    targetId: text('target_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.recordId, table.link, table.targetId] })],
)
