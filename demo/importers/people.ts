import { drizzleImporter, type FieldDefinition } from '../../server-kit/index.ts'
import { namesOf } from '../records/entities.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { companyLink } from './entity-links.ts'

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
        guesses: ['full name', 'person', 'contact', 'contact name', 'Nom', 'Vollständiger Name'],
      },
      externalId: {
        label: 'External ID',
        example: 'P-1042',
        guesses: ['external id', 'reference', 'member number', 'customer number'],
      },
      emails: {
        label: 'E-mail',
        type: 'email',
        multiple: true,
        example: 'ines@fable-finch.example',
        guesses: [
          'email',
          'emails',
          'e-mails',
          'email address',
          'e-mail address',
          'mail',
          'E-Mail-Adresse',
        ],
      },
      phones: {
        label: 'Phone',
        type: 'phone',
        multiple: true,
        example: '+1 202 555 0143',
        guesses: ['phones', 'telephone', 'phone number', 'mobile', 'cell', 'tel', 'Telefon'],
      },
      jobTitle: {
        label: 'Job title',
        example: 'Head of Purchasing',
        guesses: ['title', 'role', 'position', 'function'],
      },
      website: {
        label: 'Website',
        type: 'url',
        example: 'https://calloway.example',
        guesses: ['web site', 'web', 'url', 'homepage'],
      },
      gender: {
        label: 'Gender',
        type: 'choice',
        options: ['Female', 'Male', 'Non-binary'],
        example: 'Female',
        guesses: ['sex', 'Geschlecht'],
      },
      birthday: {
        label: 'Birthday',
        type: 'date',
        example: '1984-03-09',
        guesses: ['date of birth', 'birth date', 'born', 'dob', 'Geburtstag', 'Geburtsdatum'],
      },
      lastContactedAt: {
        label: 'Last contacted',
        type: 'datetime',
        example: '2025-02-03 14:30',
        guesses: ['last contact', 'last contacted at', 'last seen', 'last activity'],
      },
      score: { label: 'Score', type: 'number', example: '72', guesses: ['lead score', 'rating'] },
      subscribed: {
        label: 'Subscribed',
        type: 'boolean',
        example: 'yes',
        guesses: ['newsletter', 'opt in', 'marketing consent'],
      },
      topics: {
        label: 'Topics',
        type: 'choice',
        multiple: true,
        options: ['Product', 'Pricing', 'Events', 'Support', 'Partnership'],
        example: 'Product, Events',
        guesses: ['interests', 'interested in'],
      },
      notes: { label: 'Notes', example: 'Met at the spring fair', guesses: ['note', 'comment'] },
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
        guesses: ['company', 'company name', 'organisation', 'organization', 'employer', 'Firma'],
      }),
    ],
  })
