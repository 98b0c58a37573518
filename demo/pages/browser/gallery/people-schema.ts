import type { SchemaAnswer } from '../../../../server-kit/contract/answers.ts'
import type { Entity, Field } from '../../../../server-kit/contract/shapes.ts'

const field = (key: string, label: string, more: Partial<Field> = {}): Field => ({
  key,
  label,
  type: 'text',
  required: false,
  multiple: false,
  options: null,
  example: null,
  icon: null,
  guesses: [],
  ...more,
})

const GENDERS = ['Female', 'Male', 'Non-binary'].map((label) => ({ value: label, label }))

const people: Entity = {
  entityType: 'people',
  label: 'People',
  singular: 'Person',
  icon: null,
  fields: [
    field('name', 'Name', { required: true }),
    field('emails', 'E-mail', { type: 'email', multiple: true }),
    field('phones', 'Phone', { type: 'phone', multiple: true }),
    field('birthday', 'Birthday', { type: 'date' }),
    field('gender', 'Gender', { type: 'choice', options: GENDERS }),
    field('jobTitle', 'Job title'),
    field('city', 'City'),
    field('score', 'Score', { type: 'number' }),
    field('notes', 'Notes'),
  ],
  matchableFields: [
    {
      field: 'emails',
      label: 'E-mail',
      priority: 80,
      behavior: 'match_or_create',
      multiValue: true,
    },
  ],
  entityLinks: [
    {
      key: 'company',
      label: 'Company',
      icon: null,
      entityType: 'company',
      multiple: false,
      matchableFields: [
        {
          field: 'domain',
          label: 'Domain',
          priority: 90,
          behavior: 'match_or_create',
          multiValue: true,
        },
        { field: 'name', label: 'Name', priority: 10, behavior: 'create', multiValue: false },
      ],
    },
  ],
}

const other = (entityType: string, label: string, singular: string): Entity => ({
  ...people,
  entityType,
  label,
  singular,
  fields: [field('name', 'Name', { required: true })],
  matchableFields: [],
  entityLinks: [],
})

const limits = {
  rows: 1_000_000,
  fileBytes: 512 * 1024 * 1024,
  columns: 1000,
  cellBytes: 1_048_576,
}

export const schema: SchemaAnswer = {
  entities: [people, other('company', 'Companies', 'Company'), other('deal', 'Deals', 'Deal')],
  limits,
}
