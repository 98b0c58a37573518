import type {
  EntityLinkDefinition,
  FieldDefinition,
  MatchableFieldDefinition,
} from '../../server-kit/index.ts'
import { companyLink } from './entity-links.ts'

const FIELDS: readonly FieldDefinition[] = [
  { key: 'id', label: 'Record ID', type: 'id', guesses: ['person id', 'contact id'] },
  {
    key: 'name',
    label: 'Name',
    required: true,
    example: 'Ines Calloway',
    guesses: ['full name', 'person', 'contact', 'contact name', 'Nom', 'Vollständiger Name'],
  },
  {
    key: 'externalId',
    label: 'External ID',
    example: 'P-1042',
    guesses: ['external id', 'reference', 'member number', 'customer number'],
  },
  {
    key: 'emails',
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
  {
    key: 'phones',
    label: 'Phone',
    type: 'phone',
    multiple: true,
    example: '+1 202 555 0143',
    guesses: ['phones', 'telephone', 'phone number', 'mobile', 'cell', 'tel', 'Telefon'],
  },
  {
    key: 'jobTitle',
    label: 'Job title',
    example: 'Head of Purchasing',
    guesses: ['title', 'role', 'position', 'function'],
  },
  {
    key: 'website',
    label: 'Website',
    type: 'url',
    example: 'https://calloway.example',
    guesses: ['web site', 'web', 'url', 'homepage'],
  },
  {
    key: 'gender',
    label: 'Gender',
    type: 'choice',
    options: ['Female', 'Male', 'Non-binary'],
    example: 'Female',
    guesses: ['sex', 'Geschlecht'],
  },
  {
    key: 'birthday',
    label: 'Birthday',
    type: 'date',
    example: '1984-03-09',
    guesses: ['date of birth', 'birth date', 'born', 'dob', 'Geburtstag', 'Geburtsdatum'],
  },
  {
    key: 'lastContactedAt',
    label: 'Last contacted',
    type: 'datetime',
    example: '2025-02-03 14:30',
    guesses: ['last contact', 'last contacted at', 'last seen', 'last activity'],
  },
  {
    key: 'score',
    label: 'Score',
    type: 'number',
    example: '72',
    guesses: ['lead score', 'rating'],
  },
  {
    key: 'subscribed',
    label: 'Subscribed',
    type: 'boolean',
    example: 'yes',
    guesses: ['newsletter', 'opt in', 'marketing consent'],
  },
  {
    key: 'topics',
    label: 'Topics',
    type: 'choice',
    multiple: true,
    options: ['Product', 'Pricing', 'Events', 'Support', 'Partnership'],
    example: 'Product, Events',
    guesses: ['interests', 'interested in'],
  },
  { key: 'notes', label: 'Notes', example: 'Met at the spring fair', guesses: ['note', 'comment'] },
]

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

/** The fields of a team, custom fields included: looked up for each request, as a host would. */
export const peopleFields = async ({ teamId }: { teamId: string }) =>
  teamId === 'north' ? [...FIELDS, ...NORTH_FIELDS] : FIELDS

export const peopleMatchers: readonly MatchableFieldDefinition[] = [
  { field: 'id', priority: 100, behavior: 'match_only' },
  { field: 'externalId', priority: 90, behavior: 'match_or_create' },
  { field: 'emails', priority: 80, behavior: 'match_or_create', multiValue: true },
  { field: 'phones', priority: 70, behavior: 'match_or_create', multiValue: true },
]

export const peopleLinks: readonly EntityLinkDefinition[] = [
  companyLink({
    key: 'company',
    label: 'Company',
    guesses: ['company', 'company name', 'organisation', 'organization', 'employer', 'Firma'],
  }),
]
