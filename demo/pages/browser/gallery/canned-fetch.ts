import type {
  BulkAnswer,
  ColumnsAnswer,
  ErrorAnswer,
  HistoryAnswer,
  LinkAnswer,
  PreviewAnswer,
  ReviewAnswer,
  RowsAnswer,
  SchemaAnswer,
  ValuesAnswer,
} from '../../../../server-kit/contract/answers.ts'
import type { ImportView } from '../../../../server-kit/contract/shapes.ts'

/** What the routes of the contract answer that the gallery needs. */
interface Answers {
  schema: SchemaAnswer
  history: HistoryAnswer
  upload: ImportView
  show: ImportView
  rows: RowsAnswer
  columns: ColumnsAnswer
  review: ReviewAnswer
  values: ValuesAnswer
  decideInBulk: BulkAnswer
  preview: PreviewAnswer | LinkAnswer
}

type RouteName = keyof Answers

/** No answer yet; or no server there. */
type Silence = 'pending' | 'away'

export interface Refused {
  refused: ErrorAnswer['error']
  status: number
}

export interface Asked {
  query: URLSearchParams
  id: string
}

/** The server of one state, route by route. */
export type CannedServer = {
  [Name in RouteName]?: (asked: Asked) => Answers[Name] | Refused | Silence
}

interface Route {
  name: RouteName
  method: string
  path: RegExp
}

/** Method and path of each route, as in the contract. */
export const ROUTES: readonly Route[] = [
  { name: 'schema', method: 'GET', path: /^\/schema$/ },
  { name: 'history', method: 'GET', path: /^\/?$/ },
  { name: 'upload', method: 'POST', path: /^\/?$/ },
  { name: 'show', method: 'GET', path: /^\/([^/]+)$/ },
  { name: 'rows', method: 'GET', path: /^\/([^/]+)\/rows$/ },
  { name: 'columns', method: 'GET', path: /^\/([^/]+)\/columns$/ },
  { name: 'review', method: 'GET', path: /^\/([^/]+)\/review$/ },
  { name: 'values', method: 'GET', path: /^\/([^/]+)\/values$/ },
  { name: 'decideInBulk', method: 'POST', path: /^\/([^/]+)\/values\/bulk$/ },
  { name: 'preview', method: 'GET', path: /^\/([^/]+)\/preview$/ },
]

/** Below this the canned servers answer. */
export const ENDPOINT = '/canned'

const NOTHING_BEHIND: Refused = {
  refused: {
    code: 'route_not_found',
    message: 'The gallery only shows states: there is no server behind this button.',
  },
  status: 404,
}

export const isRefused = (answer: object): answer is Refused => 'refused' in answer

/** What the server of a state answers to a request. */
export function answerTo(server: CannedServer, method: string, url: URL) {
  const path = url.pathname.slice(ENDPOINT.length)
  // `/schema` could be an import's id as well: the first that fits is meant.
  const route = ROUTES.find((one) => one.method === method && one.path.test(path))
  if (!route) return NOTHING_BEHIND
  const id = route.path.exec(path)?.[1] ?? ''
  return server[route.name]?.({ query: url.searchParams, id }) ?? NOTHING_BEHIND
}

/** A `fetch` that asks nobody. */
export const cannedFetch = (server: CannedServer): typeof fetch => {
  return async (input, init) => {
    const { method, url, signal } = new Request(input, init)
    const answer = answerTo(server, method, new URL(url))
    if (answer === 'away') throw new TypeError('There is no server.')
    if (answer === 'pending') return untilAborted(signal)
    return isRefused(answer)
      ? Response.json({ error: answer.refused }, { status: answer.status })
      : Response.json(answer)
  }
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
  })
