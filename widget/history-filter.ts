import { STATUSES, type ImportStatus } from '../server-kit/contract/stages.ts'
import { isDay, startOfDay } from './calendar-days.ts'
import type { HistoryOptions } from './import-client.ts'

export type HistorySort = 'createdAt' | 'fileName' | 'totalRows'

/** What the table shows, as the user chose it. Empty strings mean "any". */
export interface HistoryFilter {
  entityType: string
  status: ImportStatus | 'drafts' | ''
  /** `YYYY-MM-DD`: whole days of the user's own calendar. */
  from: string
  to: string
  search: string
  sort: HistorySort
  order: 'asc' | 'desc'
}

export const ANY_IMPORT: HistoryFilter = {
  entityType: '',
  status: '',
  from: '',
  to: '',
  search: '',
  sort: 'createdAt',
  order: 'desc',
}

/** Every order there is, as it is named in texts and addresses. */
export const SORTS = {
  'createdAt-desc': { sort: 'createdAt', order: 'desc' },
  'createdAt-asc': { sort: 'createdAt', order: 'asc' },
  'fileName-asc': { sort: 'fileName', order: 'asc' },
  'fileName-desc': { sort: 'fileName', order: 'desc' },
  'totalRows-desc': { sort: 'totalRows', order: 'desc' },
  'totalRows-asc': { sort: 'totalRows', order: 'asc' },
} as const
export type SortName = keyof typeof SORTS

export const sortName = ({ sort, order }: HistoryFilter): SortName => `${sort}-${order}`

export const isSortName = (name: string): name is SortName => Object.hasOwn(SORTS, name)

/** By another column in its natural order: names from A, the rest from the top; else turned around. */
export const sortedBy = (filter: HistoryFilter, sort: HistorySort) => {
  const isDescending = filter.sort === sort ? filter.order === 'asc' : sort !== 'fileName'
  return { sort, order: isDescending ? 'desc' : 'asc' } as const
}

/** A status or `drafts`; anything else is "any". */
export const statusOf = (name: string): HistoryFilter['status'] =>
  [...STATUSES, 'drafts' as const].find((status) => status === name) ?? ''

/** A day of the calendar; anything else is "any". */
export const dayOf = (text: string): string => (isDay(text) ? text : '')

/** True while the user narrowed the list: sorting alone hides nothing. */
export const isNarrowed = (filter: HistoryFilter): boolean =>
  Boolean(filter.entityType || filter.status || filter.from || filter.to || filter.search)

/** The query of the contract; days become instants, otherwise they would be days of the server. */
export const historyQueryOf = (filter: HistoryFilter, timeZone: string): HistoryOptions => {
  const { status, from, to, search, sort, order } = filter
  const isDrafts = status === 'drafts'
  const end = to && startOfDay(to, timeZone, 1).getTime() - 1
  return {
    sort,
    order,
    entityType: filter.entityType || undefined,
    status: isDrafts ? undefined : status || undefined,
    drafts: isDrafts ? 'only' : undefined,
    search: search.trim() || undefined,
    from: from ? startOfDay(from, timeZone).toISOString() : undefined,
    to: end ? new Date(end).toISOString() : undefined,
  }
}
