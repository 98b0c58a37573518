import { drizzleImporter } from '../../server-kit/index.ts'
import { namesOf } from '../records/entities.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { anyRecord } from './entity-links.ts'

export const noteImporter = ({ tables }: RecordsDatabase) =>
  drizzleImporter({
    ...namesOf('note'),
    table: tables.notes,
    linkTable: tables.recordLinks,
    fields: {
      id: false,
      title: {
        label: 'Title',
        required: true,
        example: 'Call with Ines',
        guesses: ['note', 'subject', 'heading'],
      },
      body: {
        label: 'Body',
        example: 'Wants the offer by Friday.',
        guesses: ['text', 'content', 'description', 'Notiz'],
      },
    },
    entityLinks: anyRecord,
  })
