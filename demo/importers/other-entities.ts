import type {
  EntityLinkDefinition,
  FieldDefinition,
  MatchableFieldDefinition,
} from '../../server-kit/index.ts'
import { companyLink, opportunityLink, peopleLink, userLink } from './entity-links.ts'

export const onlyById: readonly MatchableFieldDefinition[] = [
  { field: 'id', priority: 100, behavior: 'match_only' },
]

export const opportunityFields: readonly FieldDefinition[] = [
  { key: 'id', label: 'Record ID', type: 'id', guesses: ['opportunity id', 'deal id'] },
  {
    key: 'name',
    label: 'Name',
    required: true,
    example: 'Spring order 2025',
    guesses: ['opportunity', 'opportunity name', 'deal', 'deal name'],
  },
  {
    key: 'stage',
    label: 'Stage',
    type: 'choice',
    options: ['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'],
    example: 'Proposal',
    guesses: ['status', 'phase', 'pipeline stage'],
  },
  {
    key: 'amount',
    label: 'Amount',
    type: 'currency',
    example: '$12,500.00',
    guesses: ['value', 'deal value', 'deal size', 'Betrag'],
  },
  {
    key: 'closeDate',
    label: 'Close date',
    type: 'date',
    example: '2025-09-30',
    guesses: ['expected close', 'closing date', 'close'],
  },
  {
    key: 'probability',
    label: 'Probability',
    type: 'number',
    example: '60',
    guesses: ['chance', 'win probability', 'probability %'],
  },
]

export const opportunityLinks: readonly EntityLinkDefinition[] = [
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
]

export const taskFields: readonly FieldDefinition[] = [
  { key: 'id', label: 'Record ID', type: 'id', guesses: ['task id'] },
  {
    key: 'title',
    label: 'Title',
    required: true,
    example: 'Send the revised offer',
    guesses: ['task', 'subject', 'to do', 'Aufgabe'],
  },
  {
    key: 'dueAt',
    label: 'Due',
    type: 'datetime',
    example: '2025-06-02 09:00',
    guesses: ['due at', 'due date', 'deadline', 'Fällig'],
  },
  {
    key: 'priority',
    label: 'Priority',
    type: 'choice',
    options: ['Low', 'Medium', 'High', 'Urgent'],
    example: 'Medium',
    guesses: ['importance'],
  },
  {
    key: 'done',
    label: 'Done',
    type: 'boolean',
    example: 'no',
    guesses: ['completed', 'finished', 'closed'],
  },
]

const anyRecord: readonly EntityLinkDefinition[] = [
  companyLink({
    key: 'companies',
    label: 'Companies',
    multiple: true,
    guesses: ['companies', 'company', 'company name'],
  }),
  peopleLink({
    key: 'people',
    label: 'People',
    multiple: true,
    guesses: ['people', 'person', 'contacts', 'contact'],
  }),
  opportunityLink({
    key: 'opportunities',
    label: 'Opportunities',
    multiple: true,
    guesses: ['opportunities', 'opportunity', 'deals', 'deal'],
  }),
]

export const taskLinks: readonly EntityLinkDefinition[] = [
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
]

export const noteFields: readonly FieldDefinition[] = [
  {
    key: 'title',
    label: 'Title',
    required: true,
    example: 'Call with Ines',
    guesses: ['note', 'subject', 'heading'],
  },
  {
    key: 'body',
    label: 'Body',
    example: 'Wants the offer by Friday.',
    guesses: ['text', 'content', 'description', 'Notiz'],
  },
]

export const noteLinks: readonly EntityLinkDefinition[] = anyRecord
