import { drizzleImporter } from '../../server-kit/index.ts'
import { namesOf } from '../records/entities.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { userLink } from './entity-links.ts'

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
        guesses: ['company', 'company name', 'organisation', 'organization', 'account', 'Firma'],
      },
      externalId: {
        label: 'External ID',
        example: 'FFL-001',
        guesses: ['external id', 'reference', 'customer number', 'ticker', 'symbol'],
      },
      domains: {
        label: 'Domains',
        type: 'domain',
        multiple: true,
        example: 'fable-finch.example, fablefinch.example',
        guesses: ['domain', 'domain name', 'email domain'],
      },
      website: {
        label: 'Website',
        type: 'url',
        example: 'https://fable-finch.example',
        guesses: ['web site', 'web', 'url', 'homepage'],
      },
      industry: {
        label: 'Industry',
        type: 'choice',
        options: SECTORS,
        example: 'Industrials',
        guesses: ['sector', 'branch', 'Branche'],
      },
      headquarters: {
        label: 'Headquarters',
        example: 'Portland, Maine',
        guesses: ['hq', 'head office', 'headquarters location', 'city', 'location'],
      },
      founded: {
        label: 'Founded',
        type: 'number',
        example: '1987',
        guesses: ['year founded', 'founding year', 'Gründungsjahr'],
      },
      addedOn: {
        label: 'Added on',
        type: 'date',
        example: '2024-05-15',
        guesses: ['added', 'customer since', 'created'],
      },
      employees: {
        label: 'Employees',
        type: 'number',
        example: '1,250',
        guesses: ['headcount', 'number of employees', 'staff', 'Mitarbeiter'],
      },
      annualRevenue: {
        label: 'Annual revenue',
        type: 'currency',
        example: '$4,200,000.00',
        guesses: ['revenue', 'turnover', 'sales', 'Umsatz'],
      },
      tags: {
        label: 'Tags',
        multiple: true,
        example: 'partner, newsletter',
        guesses: ['tag', 'labels'],
      },
      active: {
        label: 'Active',
        type: 'boolean',
        example: 'yes',
        guesses: ['is active', 'enabled', 'aktiv'],
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
          guesses: ['account owner', 'accountOwner', 'owner', 'account manager', 'sales rep'],
        },
        ['id', 'email'],
      ),
    ],
  })
