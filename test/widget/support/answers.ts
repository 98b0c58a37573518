import type { Column, Entity, Field, ImportView } from '../../../server-kit/contract/shapes.ts'
import type { SchemaAnswer } from '../../../server-kit/contract/answers.ts'
import { ERROR_STATUS, type ErrorCode } from '../../../server-kit/contract/codes.ts'

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  label: key,
  type: 'text',
  required: false,
  multiple: false,
  options: null,
  example: null,
  icon: null,
  guesses: [],
  ...more,
})

export const people: Entity = {
  entityType: 'people',
  label: 'People',
  singular: 'Person',
  icon: null,
  fields: [
    field('name', { label: 'Name', required: true }),
    field('emails', { label: 'E-mail', type: 'email', multiple: true }),
    field('birthday', { label: 'Birthday', type: 'date' }),
    field('score', { label: 'Score', type: 'number' }),
  ],
  matchableFields: [
    {
      field: 'emails',
      label: 'E-mail',
      priority: 1,
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
          priority: 2,
          behavior: 'match_or_create',
          multiValue: true,
        },
        { field: 'name', label: 'Name', priority: 1, behavior: 'create', multiValue: false },
      ],
    },
  ],
}

export const schema: SchemaAnswer = {
  entities: [people],
  limits: { rows: 1_000_000, fileBytes: 512 * 1024 * 1024, columns: 1000, cellBytes: 1_048_576 },
}

export const record = (more: Partial<ImportView> = {}): ImportView => ({
  id: '01JAAAAAAAAAAAAAAAAAAAAAAA',
  entityType: 'people',
  fileName: 'people.csv',
  fileSize: 2048,
  status: 'mapping',
  headers: ['Name', 'Born'],
  columnMappings: [],
  totalRows: 20,
  processedRows: 0,
  successfulRows: 0,
  createdRows: 0,
  updatedRows: 0,
  skippedRows: 0,
  failedRows: 0,
  results: null,
  failedRowsData: [],
  failedRowsUrl: null,
  user: null,
  warnings: [],
  source: { format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', headerRow: 1 },
  stalled: false,
  createdAt: '2026-03-01T10:00:00.000Z',
  updatedAt: '2026-03-01T10:00:00.000Z',
  completedAt: null,
  ...more,
})

export const column = (source: string, more: Partial<Column> = {}): Column => ({
  source,
  samples: ['a', 'b'],
  filled: 20,
  distinct: 20,
  distinctIsExact: true,
  inferredType: null,
  suggestion: null,
  ...more,
})

/** A refusal as the contract words it. */
export const refuse = (code: ErrorCode, message = 'A sentence of the server.'): Response =>
  Response.json({ error: { code, message } }, { status: ERROR_STATUS[code] })

export type Script = Record<string, (request: Request) => Response | Promise<Response>>

/**
 * A `fetch` that answers by `METHOD /path` below the endpoint; for states that a server that works
 * cannot be brought into. Whatever the script does not name is refused.
 */
export const scriptedFetch = (script: Script): typeof fetch => {
  return async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const answer = script[`${request.method} ${pathname.replace(/^\/scripted/, '') || '/'}`]
    if (!answer) return refuse('route_not_found')
    return answer(request)
  }
}
