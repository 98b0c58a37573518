import type { z } from 'zod'
import * as answers from './answers.ts'
import * as requests from './requests.ts'
import { cell, importView, value } from './shapes.ts'

/** One route of the contract, as the router registers it and the OpenAPI document describes it. */
export interface ContractRoute {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Hono's form: `/:id/values`. */
  path: string
  summary: string
  query?: z.ZodType
  body?: z.ZodType
  /** `bytes`: the body is the file, any content type. */
  bodyIs?: 'bytes'
  status: 200 | 201 | 202 | 204
  /** Absent: no body, or a body that is not JSON (see `contentType`). */
  answer?: z.ZodType
  contentType?: string
  /** The signed download is the one route without an actor. */
  withoutActor?: true
}

const route = <const R extends ContractRoute>(definition: R): R => definition
const json = { status: 200 } as const

/** Every route of the contract by name. A route that is not here is not served. */
export const ROUTES = {
  schema: route({
    ...json,
    method: 'get',
    path: '/schema',
    summary: 'What this actor may import, and the limits',
    answer: answers.schemaAnswer,
  }),
  openapi: route({
    ...json,
    method: 'get',
    path: '/openapi.json',
    summary: 'This contract as an OpenAPI 3.1 document',
    contentType: 'application/json',
  }),
  template: route({
    ...json,
    method: 'get',
    path: '/template.csv',
    summary: "Headers of the entity's fields and one example row",
    query: requests.templateQuery,
    contentType: 'text/csv; charset=utf-8',
  }),
  upload: route({
    method: 'post',
    path: '/',
    summary: "Uploads a file: the body is the file's bytes, streamed",
    query: requests.uploadQuery,
    bodyIs: 'bytes',
    status: 201,
    answer: importView,
  }),
  history: route({
    ...json,
    method: 'get',
    path: '/',
    summary: "The team's imports",
    query: requests.historyQuery,
    answer: answers.historyAnswer,
  }),
  show: route({
    ...json,
    method: 'get',
    path: '/:id',
    summary: 'One import; with ETag, 304 when unchanged',
    answer: importView,
  }),
  discard: route({
    method: 'delete',
    path: '/:id',
    summary: 'Discards an import that was not started: its record and rows go',
    status: 204,
  }),
  reread: route({
    ...json,
    method: 'post',
    path: '/:id/reread',
    summary: 'Reads the kept upload again, in another way',
    body: requests.rereadBody,
    answer: importView,
  }),
  rows: route({
    ...json,
    method: 'get',
    path: '/:id/rows',
    summary:
      'The rows as read: all, those with one value in one column, or those with decided cells',
    query: requests.rowsQuery,
    answer: answers.rowsAnswer,
  }),
  columns: route({
    ...json,
    method: 'get',
    path: '/:id/columns',
    summary: 'Samples, profile and suggested mapping of each column',
    query: requests.columnsQuery,
    answer: answers.columnsAnswer,
  }),
  saveMappings: route({
    ...json,
    method: 'put',
    path: '/:id/mappings',
    summary: 'Saves and checks the mappings, goes to reviewing, starts validation and matching',
    body: requests.mappingsBody,
    answer: importView,
  }),
  review: route({
    ...json,
    method: 'get',
    path: '/:id/review',
    summary: 'Progress of validation per column, and of matching',
    answer: answers.reviewAnswer,
  }),
  values: route({
    ...json,
    method: 'get',
    path: '/:id/values',
    summary: 'Distinct values of one column',
    query: requests.valuesQuery,
    answer: answers.valuesAnswer,
  }),
  decide: route({
    ...json,
    method: 'patch',
    path: '/:id/values',
    summary: 'Corrects, skips or restores one value in all its rows',
    body: requests.valueBody,
    answer: value,
  }),
  decideCell: route({
    ...json,
    method: 'patch',
    path: '/:id/cells',
    summary: "Corrects, skips or restores one row's cell, before the decision on its value",
    body: requests.cellBody,
    answer: cell,
  }),
  decideInBulk: route({
    ...json,
    method: 'post',
    path: '/:id/values/bulk',
    summary:
      'Skips every value that needs review, replaces text in all values of a column, or undoes all',
    body: requests.bulkBody,
    answer: answers.bulkAnswer,
  }),
  changeColumn: route({
    ...json,
    method: 'patch',
    path: '/:id/columns',
    summary: "Changes a column's date or number format; the column is validated again",
    body: requests.columnBody,
    answer: importView,
  }),
  stage: route({
    ...json,
    method: 'post',
    path: '/:id/stage',
    summary: 'Goes back, or on to the preview',
    body: requests.stageBody,
    answer: importView,
  }),
  preview: route({
    ...json,
    method: 'get',
    path: '/:id/preview',
    summary: "Rows as they will be written, or one link's records",
    query: requests.previewQuery,
    answer: answers.previewAnswer.or(answers.linkAnswer),
  }),
  start: route({
    method: 'post',
    path: '/:id/start',
    summary: 'Starts the import; exactly one caller gets 202',
    status: 202,
    answer: importView,
  }),
  cancel: route({
    ...json,
    method: 'post',
    path: '/:id/cancel',
    summary: 'Stops a running import at a batch edge',
    answer: importView,
  }),
  resume: route({
    ...json,
    method: 'post',
    path: '/:id/resume',
    summary: 'Goes on with a failed or stalled import where it stopped',
    answer: importView,
  }),
  fail: route({
    ...json,
    method: 'post',
    path: '/:id/fail',
    summary: 'Marks a stalled import as failed',
    answer: importView,
  }),
  failedRows: route({
    ...json,
    method: 'get',
    path: '/:id/failed-rows.csv',
    summary: 'The failed rows as CSV, by a signed link',
    query: requests.failedRowsQuery,
    contentType: 'text/csv; charset=utf-8',
    withoutActor: true,
  }),
} as const
