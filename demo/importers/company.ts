import { drizzleImporter } from '../../server-kit/index.ts'
import { namesOf } from '../records/entities.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { userLink } from './entity-links.ts'
import { COMPANY, WEBSITE } from './guesses.ts'

const SECTORS = [
  'Communication Services',
  'Consumer Discretionary',
  'Consumer Staples',
  'Energy',
  'Financials',
  'Health Care',
  'Industrials',
  'Information Technology',
  'Materials',
  'Real Estate',
  'Utilities',
]

export const companyImporter = ({ tables }: RecordsDatabase) =>
  drizzleImporter({
    ...namesOf('company'),
    table: tables.companies,
    lookups: { domains: tables.companyDomains },
    fields: {
      id: { label: 'Record ID', type: 'id', guesses: ['company id'] },
      name: {
        label: 'Name',
        required: true,
        example: 'Fable & Finch Ltd.',
        guesses: COMPANY.name,
      },
      externalId: {
        label: 'External ID',
        example: 'FFL-001',
        guesses: COMPANY.externalId,
      },
      domains: {
        label: 'Domains',
        type: 'domain',
        multiple: true,
        example: 'fable-finch.example, fablefinch.example',
        guesses: COMPANY.domains,
      },
      website: {
        label: 'Website',
        type: 'url',
        example: 'https://fable-finch.example',
        guesses: WEBSITE,
      },
      industry: {
        label: 'Industry',
        type: 'choice',
        options: SECTORS,
        example: 'Industrials',
        guesses: COMPANY.industry,
      },
      headquarters: {
        label: 'Headquarters',
        example: 'Portland, Maine',
        guesses: COMPANY.headquarters,
      },
      founded: {
        label: 'Founded',
        type: 'number',
        example: '1987',
        guesses: COMPANY.founded,
      },
      addedOn: {
        label: 'Added on',
        type: 'date',
        example: '2024-05-15',
        guesses: COMPANY.addedOn,
      },
      employees: {
        label: 'Employees',
        type: 'number',
        example: '1,250',
        guesses: COMPANY.employees,
      },
      annualRevenue: {
        label: 'Annual revenue',
        type: 'currency',
        example: '$4,200,000.00',
        guesses: COMPANY.annualRevenue,
      },
      tags: {
        label: 'Tags',
        multiple: true,
        example: 'partner, newsletter',
        guesses: COMPANY.tags,
      },
      active: {
        label: 'Active',
        type: 'boolean',
        example: 'yes',
        guesses: COMPANY.active,
      },
    },
    matchableFields: [
      { field: 'id', priority: 100, behavior: 'match_only' },
      { field: 'externalId', priority: 90, behavior: 'match_or_create' },
      { field: 'domains', priority: 80, behavior: 'match_or_create', multiValue: true },
    ],
    entityLinks: [
      userLink(
        {
          key: 'accountOwner',
          label: 'Account owner',
          guesses: COMPANY.accountOwner,
        },
        ['id', 'email'],
      ),
    ],
  })
