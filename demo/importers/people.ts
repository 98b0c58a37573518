import { drizzleImporter, type FieldDefinition } from '../../server-kit/index.ts'
import { namesOf } from '../records/entities.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { companyLink } from './entity-links.ts'
import { EMPLOYER, PEOPLE, WEBSITE } from './guesses.ts'

/** What team north added for itself: another team never sees it. */
const NORTH_FIELDS: readonly FieldDefinition[] = [
  {
    key: 'party',
    label: 'Party',
    type: 'choice',
    options: ['Democrat', 'Republican', 'Independent'],
    example: 'Independent',
  },
  { key: 'state', label: 'State', example: 'ME', guesses: ['us state', 'province'] },
]

export const customFields = (teamId: string) => (teamId === 'north' ? NORTH_FIELDS : [])

export const peopleImporter = ({ tables }: RecordsDatabase) =>
  drizzleImporter({
    ...namesOf('people'),
    table: tables.people,
    lookups: { emails: tables.peopleEmails, phones: tables.peoplePhones },
    fields: {
      id: { label: 'Record ID', type: 'id', guesses: ['person id', 'contact id'] },
      name: {
        label: 'Name',
        required: true,
        example: 'Ines Calloway',
        guesses: PEOPLE.name,
      },
      externalId: {
        label: 'External ID',
        example: 'P-1042',
        guesses: PEOPLE.externalId,
      },
      emails: {
        label: 'E-mail',
        type: 'email',
        multiple: true,
        example: 'ines@fable-finch.example',
        guesses: PEOPLE.emails,
      },
      phones: {
        label: 'Phone',
        type: 'phone',
        multiple: true,
        example: '+1 202 555 0143',
        guesses: PEOPLE.phones,
      },
      jobTitle: {
        label: 'Job title',
        example: 'Head of Purchasing',
        guesses: PEOPLE.jobTitle,
      },
      website: {
        label: 'Website',
        type: 'url',
        example: 'https://calloway.example',
        guesses: WEBSITE,
      },
      gender: {
        label: 'Gender',
        type: 'choice',
        options: ['Female', 'Male', 'Non-binary'],
        example: 'Female',
        guesses: PEOPLE.gender,
      },
      birthday: {
        label: 'Birthday',
        type: 'date',
        example: '1984-03-09',
        guesses: PEOPLE.birthday,
      },
      lastContactedAt: {
        label: 'Last contacted',
        type: 'datetime',
        example: '2025-02-03 14:30',
        guesses: PEOPLE.lastContactedAt,
      },
      score: { label: 'Score', type: 'number', example: '72', guesses: PEOPLE.score },
      subscribed: {
        label: 'Subscribed',
        type: 'boolean',
        example: 'yes',
        guesses: PEOPLE.subscribed,
      },
      topics: {
        label: 'Topics',
        type: 'choice',
        multiple: true,
        options: ['Product', 'Pricing', 'Events', 'Support', 'Partnership'],
        example: 'Product, Events',
        guesses: PEOPLE.topics,
      },
      notes: { label: 'Notes', example: 'Met at the spring fair', guesses: PEOPLE.notes },
    },
    // Looked up for each request, as a host with custom fields would.
    teamFields: async ({ teamId }) => customFields(teamId),
    matchableFields: [
      { field: 'id', priority: 100, behavior: 'match_only' },
      { field: 'externalId', priority: 90, behavior: 'match_or_create' },
      { field: 'emails', priority: 80, behavior: 'match_or_create', multiValue: true },
      { field: 'phones', priority: 70, behavior: 'match_or_create', multiValue: true },
    ],
    entityLinks: [
      companyLink({
        key: 'company',
        label: 'Company',
        guesses: EMPLOYER,
      }),
    ],
  })
