/**
 * The HTTP contract in zod. Words, used alike in code, API, UI, tests and README:
 *
 * - **host**: the application that embeds the elements and mounts the router
 * - **team**: the host's tenant; every import belongs to one, and every query is bound to one
 * - **actor**: who makes a request: `{ userId, teamId }`, as the host resolves it
 * - **entity type**: what is imported (`company`, `people`, …), as registered by the host
 * - **importer**: the host's definition of one entity type
 * - **field**: a target of a column; **matchable field**: a field that can find the existing record
 * - **entity link**: a relation to another entity (person → company), with matchable fields of its own
 * - **match behaviour**: `match_only` (update or skip), `match_or_create`, `create` (never looks up)
 * - **import**: one run; **row store**: where its rows live until it is over
 * - **column**: one CSV column, known by its header (`source`); **mapping**: column → field or link
 * - **value**: one distinct raw value of one column, with the number of rows that have it
 * - **cell**: one row's cell of a column; a decision on it goes before the one on its value
 * - **correction**, **skip**: the reviewer's decision on a value, in all its rows, or on one cell
 * - **withheld**: a cell that is skipped or still in error: not sent, which is not the same as blank
 * - **match action**: what a row will do: `create`, `update`, `skip` (or `fail`, known beforehand)
 * - **failed row**: a row whose write was refused, kept with its data and its reason
 */
export * from './stages.ts'
export * from './codes.ts'
export * from './shapes.ts'
export * from './requests.ts'
export * from './answers.ts'
export * from './routes.ts'
