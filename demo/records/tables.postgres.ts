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
const flag = (name: string) => boolean(name)
const id = () => text('id').primaryKey()
const teamId = () => text('team_id').notNull()

export const companies = pgTable('companies', {
  id: id(),
  teamId: teamId(),
  name: text('name').notNull(),
  externalId: text('external_id'),
  domains: list('domains'),
  website: text('website'),
  industry: text('industry'),
  headquarters: text('headquarters'),
  founded: doublePrecision('founded'),
  addedOn: date('added_on'),
  employees: doublePrecision('employees'),
  annualRevenue: doublePrecision('annual_revenue'),
  tags: list('tags'),
  active: flag('active'),
  accountOwnerId: text('account_owner_id'),
})

export const people = pgTable('people', {
  id: id(),
  teamId: teamId(),
  name: text('name').notNull(),
  externalId: text('external_id'),
  emails: list('emails'),
  phones: list('phones'),
  jobTitle: text('job_title'),
  website: text('website'),
  gender: text('gender'),
  birthday: date('birthday'),
  lastContactedAt: timestamp('last_contacted_at', { withTimezone: true, mode: 'string' }),
  score: doublePrecision('score'),
  subscribed: flag('subscribed'),
  topics: list('topics'),
  notes: text('notes'),
  /** What a team added for itself, by field. */
  custom: jsonb('custom').$type<Record<string, string>>(),
  companyId: text('company_id'),
})

export const opportunities = pgTable('opportunities', {
  id: id(),
  teamId: teamId(),
  name: text('name').notNull(),
  stage: text('stage'),
  amount: doublePrecision('amount'),
  closeDate: date('close_date'),
  probability: doublePrecision('probability'),
  companyId: text('company_id'),
  contactId: text('contact_id'),
})

export const tasks = pgTable('tasks', {
  id: id(),
  teamId: teamId(),
  title: text('title').notNull(),
  dueAt: timestamp('due_at', { withTimezone: true, mode: 'string' }),
  priority: text('priority'),
  done: flag('done'),
})

export const notes = pgTable('notes', {
  id: id(),
  teamId: teamId(),
  title: text('title').notNull(),
  body: text('body'),
})

export const companyDomains = pgTable(
  'company_domains',
  { teamId: teamId(), recordId: text('record_id').notNull(), value: text('domain').notNull() },
  (table) => [primaryKey({ columns: [table.teamId, table.value, table.recordId] })],
)

export const peopleEmails = pgTable(
  'people_emails',
  { teamId: teamId(), recordId: text('record_id').notNull(), value: text('email').notNull() },
  (table) => [primaryKey({ columns: [table.teamId, table.value] })],
)

export const peoplePhones = pgTable(
  'people_phones',
  { teamId: teamId(), recordId: text('record_id').notNull(), value: text('phone').notNull() },
  (table) => [primaryKey({ columns: [table.teamId, table.value, table.recordId] })],
)

export const recordLinks = pgTable(
  'record_links',
  {
    teamId: teamId(),
    recordId: text('record_id').notNull(),
    link: text('link').notNull(),
    targetId: text('target_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.recordId, table.link, table.targetId] })],
)
