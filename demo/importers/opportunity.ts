import { drizzleImporter } from '../../server-kit/index.ts'
import { namesOf } from '../records/entities.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { companyLink, peopleLink } from './entity-links.ts'

export const opportunityImporter = ({ tables }: RecordsDatabase) =>
  drizzleImporter({
    ...namesOf('opportunity'),
    table: tables.opportunities,
    fields: {
      id: { label: 'Record ID', type: 'id', guesses: ['opportunity id', 'deal id'] },
      name: {
        label: 'Name',
        required: true,
        example: 'Spring order 2025',
        guesses: ['opportunity', 'opportunity name', 'deal', 'deal name'],
      },
      stage: {
        label: 'Stage',
        type: 'choice',
        options: ['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'],
        example: 'Proposal',
        guesses: ['status', 'phase', 'pipeline stage'],
      },
      amount: {
        label: 'Amount',
        type: 'currency',
        example: '$12,500.00',
        guesses: ['value', 'deal value', 'deal size', 'Betrag'],
      },
      closeDate: {
        label: 'Close date',
        type: 'date',
        example: '2025-09-30',
        guesses: ['expected close', 'closing date', 'close'],
      },
      probability: {
        label: 'Probability',
        type: 'number',
        example: '60',
        guesses: ['chance', 'win probability', 'probability %'],
      },
    },
    matchableFields: [{ field: 'id', priority: 100, behavior: 'match_only' }],
    entityLinks: [
      companyLink({
        key: 'company',
        label: 'Company',
        guesses: ['company', 'company name', 'account', 'customer', 'Firma'],
      }),
      peopleLink({
        key: 'contact',
        label: 'Contact',
        guesses: ['contact', 'contact name', 'contact person', 'Ansprechpartner'],
      }),
    ],
  })
