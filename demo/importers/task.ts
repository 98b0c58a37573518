import { drizzleImporter } from '../../server-kit/index.ts'
import { namesOf } from '../records/entities.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { anyRecord, userLink } from './entity-links.ts'

export const taskImporter = ({ tables }: RecordsDatabase) =>
  drizzleImporter({
    ...namesOf('task'),
    table: tables.tasks,
    linkTable: tables.recordLinks,
    fields: {
      id: { label: 'Record ID', type: 'id', guesses: ['task id'] },
      title: {
        label: 'Title',
        required: true,
        example: 'Send the revised offer',
        guesses: ['task', 'subject', 'to do', 'Aufgabe'],
      },
      dueAt: {
        label: 'Due',
        type: 'datetime',
        example: '2025-06-02 09:00',
        guesses: ['due at', 'due date', 'deadline', 'Fällig'],
      },
      priority: {
        label: 'Priority',
        type: 'choice',
        options: ['Low', 'Medium', 'High', 'Urgent'],
        example: 'Medium',
        guesses: ['importance'],
      },
      done: {
        label: 'Done',
        type: 'boolean',
        example: 'no',
        guesses: ['completed', 'finished', 'closed'],
      },
    },
    matchableFields: [{ field: 'id', priority: 100, behavior: 'match_only' }],
    entityLinks: [
      ...anyRecord,
      userLink(
        {
          key: 'assignees',
          label: 'Assignees',
          multiple: true,
          guesses: ['assignees', 'assignee', 'assigned to', 'responsible'],
        },
        ['email'],
      ),
    ],
  })
