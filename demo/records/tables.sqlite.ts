import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const list = (name: string) => text(name, { mode: 'json' }).$type<string[]>()
const flag = (name: string) => integer(name, { mode: 'boolean' })
const id = () => text('id').primaryKey()
const teamId = () => text('team_id').notNull()

export const companies = sqliteTable('companies', {
  id: id(),
  teamId: teamId(),
  name: text('name').notNull(),
  externalId: text('external_id'),
  domains: list('domains'),
  website: text('website'),
  industry: text('industry'),
  headquarters: text('headquarters'),
  founded: real('founded'),
  addedOn: text('added_on'),
  employees: real('employees'),
  annualRevenue: real('annual_revenue'),
  tags: list('tags'),
  active: flag('active'),
  accountOwnerId: text('account_owner_id'),
})

export const people = sqliteTable('people', {
  id: id(),
  teamId: teamId(),
  name: text('name').notNull(),
  externalId: text('external_id'),
  emails: list('emails'),
  phones: list('phones'),
  jobTitle: text('job_title'),
  website: text('website'),
  gender: text('gender'),
  birthday: text('birthday'),
  lastContactedAt: text('last_contacted_at'),
  score: real('score'),
  subscribed: flag('subscribed'),
  topics: list('topics'),
  notes: text('notes'),
  /** What a team added for itself, by field. */
  custom: text('custom', { mode: 'json' }).$type<Record<string, string>>(),
  companyId: text('company_id'),
})

export const opportunities = sqliteTable('opportunities', {
  id: id(),
  teamId: teamId(),
  name: text('name').notNull(),
  stage: text('stage'),
  amount: real('amount'),
  closeDate: text('close_date'),
  probability: real('probability'),
  companyId: text('company_id'),
  contactId: text('contact_id'),
})

export const tasks = sqliteTable('tasks', {
  id: id(),
  teamId: teamId(),
  title: text('title').notNull(),
  dueAt: text('due_at'),
  priority: text('priority'),
  done: flag('done'),
})

export const notes = sqliteTable('notes', {
  id: id(),
  teamId: teamId(),
  title: text('title').notNull(),
  body: text('body'),
})

export const companyDomains = sqliteTable(
  'company_domains',
  { teamId: teamId(), recordId: text('record_id').notNull(), value: text('domain').notNull() },
  (table) => [primaryKey({ columns: [table.teamId, table.value, table.recordId] })],
)

export const peopleEmails = sqliteTable(
  'people_emails',
  { teamId: teamId(), recordId: text('record_id').notNull(), value: text('email').notNull() },
  (table) => [primaryKey({ columns: [table.teamId, table.value] })],
)

export const peoplePhones = sqliteTable(
  'people_phones',
  { teamId: teamId(), recordId: text('record_id').notNull(), value: text('phone').notNull() },
  (table) => [primaryKey({ columns: [table.teamId, table.value, table.recordId] })],
)

export const recordLinks = sqliteTable(
  'record_links',
  {
    teamId: teamId(),
    recordId: text('record_id').notNull(),
    link: text('link').notNull(),
    targetId: text('target_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.recordId, table.link, table.targetId] })],
)
