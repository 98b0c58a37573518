import type {
  BulkAnswer,
  ColumnsAnswer,
  HistoryAnswer,
  LinkAnswer,
  PreviewAnswer,
  ReviewAnswer,
  RowsAnswer,
  SchemaAnswer,
  ValuesAnswer,
} from '../server-kit/contract/answers.ts'
import type { BulkBody, CellBody, UploadQuery, ValueBody } from '../server-kit/contract/requests.ts'
import type { Cell, ColumnMapping, ImportView, Value } from '../server-kit/contract/shapes.ts'
import type {
  DateFormat,
  MatchAction,
  NumberFormat,
  ValueFilter,
} from '../server-kit/contract/stages.ts'
import { ImportClientError, isAbort } from './import-client-error.ts'
import { offline, parseJson, refusal } from './read-answer.ts'
import { sendFile, type UploadProgress } from './send-file.ts'

export type AuthHeaders = Record<string, string>

/** Read anew for every call: an object whose properties change may be passed, such as an element. */
export interface ImportClientOptions {
  /** Where the host mounted the router, such as `/api/imports`. */
  endpoint: string
  /** Sent with every request; a function is asked before each one, and once more after a 401. */
  headers?: AuthHeaders | (() => AuthHeaders | Promise<AuthHeaders>) | undefined
  fetch?: typeof fetch | undefined
}

type QueryValue = string | number | boolean | undefined

export interface HistoryOptions {
  entityType?: string | undefined
  /** Several are joined by commas. */
  status?: string | undefined
  from?: string | undefined
  to?: string | undefined
  search?: string | undefined
  sort?: 'createdAt' | 'fileName' | 'totalRows' | undefined
  order?: 'asc' | 'desc' | undefined
  cursor?: string | undefined
  limit?: number | undefined
  drafts?: 'true' | 'false' | 'only' | undefined
}

export interface ColumnsOptions {
  /** An earlier import whose mapping is suggested first. */
  like?: string | undefined
}

export interface ValuesOptions {
  source: string
  filter?: ValueFilter | undefined
  search?: string | undefined
  sort?: 'rows' | 'value' | undefined
  order?: 'asc' | 'desc' | undefined
  offset?: number | undefined
  limit?: number | undefined
}

export interface PageOptions {
  offset?: number | undefined
  limit?: number | undefined
}

export interface RowsOptions extends PageOptions {
  source?: string | undefined
  value?: string | undefined
  /** Only rows in which a cell has a decision of its own. */
  decided?: boolean | undefined
}

export type PreviewOptions = PageOptions & { action?: MatchAction | 'withErrors' | undefined }

export interface UploadOptions extends Omit<UploadQuery, 'fileName'> {
  onProgress?: ((progress: UploadProgress) => void) | undefined
  signal?: AbortSignal | undefined
}

export interface ReadingChange {
  encoding?: string | undefined
  delimiter?: string | undefined
  headerRow?: number | undefined
  sheet?: string | undefined
}

export interface ColumnChange {
  source: string
  dateFormat?: DateFormat
  numberFormat?: NumberFormat
}

interface Call {
  method?: string
  query?: Record<string, QueryValue>
  body?: unknown
  headers?: AuthHeaders
  signal?: AbortSignal | undefined
}

/**
 * The HTTP contract over fetch: one method per route. Rejects with `ImportClientError`, or with the
 * platform's `AbortError` when the caller's own signal aborted.
 *
 * @example
 * const client = new ImportClient({ endpoint: '/api/imports' })
 * const { items } = await client.history({ search: 'march' })
 */
export class ImportClient {
  #options: ImportClientOptions

  constructor(options: ImportClientOptions) {
    this.#options = options
  }

  schema(signal?: AbortSignal): Promise<SchemaAnswer> {
    return this.#json('/schema', { signal })
  }

  async template(entityType: string, signal?: AbortSignal): Promise<Blob> {
    return (await this.#send('/template.csv', { query: { entityType }, signal })).blob()
  }

  /** With bytes counted by `onProgress`, unless a `fetch` of the host's own is used. */
  async upload(file: File, options: UploadOptions): Promise<ImportView> {
    const { onProgress, signal, ...query } = options
    const call = { query: { ...query, fileName: file.name }, signal }
    const headers = {
      'content-type': file.type || 'text/csv',
      'idempotency-key': crypto.randomUUID(),
    }
    if (this.#options.fetch) return this.#json('', { ...call, method: 'POST', body: file, headers })
    const url = this.#url('', call.query)
    const answer = await this.#withHeaders((own) =>
      sendFile(file, { url, headers: { ...headers, ...own }, onProgress, signal }),
    )
    return JSON.parse(answer)
  }

  history(options: HistoryOptions = {}, signal?: AbortSignal): Promise<HistoryAnswer> {
    return this.#json('', { query: { ...options }, signal })
  }

  show(id: string, signal?: AbortSignal): Promise<ImportView> {
    return this.#json(this.#path(id), { signal })
  }

  async discard(id: string, signal?: AbortSignal): Promise<void> {
    await this.#send(this.#path(id), { method: 'DELETE', signal })
  }

  reread(id: string, change: ReadingChange, signal?: AbortSignal): Promise<ImportView> {
    return this.#json(this.#path(id, 'reread'), { method: 'POST', body: change, signal })
  }

  rows(id: string, options: RowsOptions = {}, signal?: AbortSignal): Promise<RowsAnswer> {
    return this.#json(this.#path(id, 'rows'), { query: { ...options }, signal })
  }

  columns(id: string, options: ColumnsOptions = {}, signal?: AbortSignal): Promise<ColumnsAnswer> {
    return this.#json(this.#path(id, 'columns'), { query: { ...options }, signal })
  }

  saveMappings(id: string, mappings: ColumnMapping[], signal?: AbortSignal): Promise<ImportView> {
    return this.#json(this.#path(id, 'mappings'), { method: 'PUT', body: { mappings }, signal })
  }

  review(id: string, signal?: AbortSignal): Promise<ReviewAnswer> {
    return this.#json(this.#path(id, 'review'), { signal })
  }

  values(id: string, options: ValuesOptions, signal?: AbortSignal): Promise<ValuesAnswer> {
    return this.#json(this.#path(id, 'values'), { query: { ...options }, signal })
  }

  decide(id: string, decision: ValueBody, signal?: AbortSignal): Promise<Value> {
    return this.#json(this.#path(id, 'values'), { method: 'PATCH', body: decision, signal })
  }

  decideCell(id: string, decision: CellBody, signal?: AbortSignal): Promise<Cell> {
    return this.#json(this.#path(id, 'cells'), { method: 'PATCH', body: decision, signal })
  }

  decideInBulk(id: string, change: BulkBody, signal?: AbortSignal): Promise<BulkAnswer> {
    return this.#json(this.#path(id, 'values/bulk'), { method: 'POST', body: change, signal })
  }

  changeColumn(id: string, change: ColumnChange, signal?: AbortSignal): Promise<ImportView> {
    return this.#json(this.#path(id, 'columns'), { method: 'PATCH', body: change, signal })
  }

  stage(
    id: string,
    to: 'mapping' | 'reviewing' | 'previewing',
    signal?: AbortSignal,
  ): Promise<ImportView> {
    return this.#json(this.#path(id, 'stage'), { method: 'POST', body: { to }, signal })
  }

  preview(id: string, options: PreviewOptions = {}, signal?: AbortSignal): Promise<PreviewAnswer> {
    return this.#json(this.#path(id, 'preview'), { query: { ...options }, signal })
  }

  previewLink(
    id: string,
    options: PageOptions & { link: string },
    signal?: AbortSignal,
  ): Promise<LinkAnswer> {
    return this.#json(this.#path(id, 'preview'), { query: { ...options }, signal })
  }

  start(id: string, signal?: AbortSignal): Promise<ImportView> {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    return this.#json(this.#path(id, 'start'), { method: 'POST', headers, signal })
  }

  cancel(id: string, signal?: AbortSignal): Promise<ImportView> {
    return this.#json(this.#path(id, 'cancel'), { method: 'POST', signal })
  }

  resume(id: string, signal?: AbortSignal): Promise<ImportView> {
    return this.#json(this.#path(id, 'resume'), { method: 'POST', signal })
  }

  fail(id: string, signal?: AbortSignal): Promise<ImportView> {
    return this.#json(this.#path(id, 'fail'), { method: 'POST', signal })
  }

  #path(id: string, rest = ''): string {
    return `/${encodeURIComponent(id)}${rest && `/${rest}`}`
  }

  #url(path: string, query: Record<string, QueryValue> = {}): string {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) {
      // A blank is left out, but for the blank value of a column.
      if (value !== undefined && (value !== '' || name === 'value')) search.set(name, String(value))
    }
    const base = this.#options.endpoint.replace(/\/+$/, '') + path
    return search.size > 0 ? `${base}?${search}` : base
  }

  async #headers(): Promise<AuthHeaders> {
    const { headers } = this.#options
    return (typeof headers === 'function' ? await headers() : headers) ?? {}
  }

  /** Calls once more when the headers changed while the call was refused: a token was renewed. */
  async #withHeaders<T>(call: (headers: AuthHeaders) => Promise<T>): Promise<T> {
    const sent = await this.#headers()
    try {
      return await call(sent)
    } catch (error) {
      if (!(error instanceof ImportClientError) || error.status !== 401) throw error
      const renewed = await this.#headers()
      if (JSON.stringify(renewed) === JSON.stringify(sent)) throw error
      return call(renewed)
    }
  }

  #send(path: string, call: Call): Promise<Response> {
    return this.#withHeaders((headers) => this.#sendWith(headers, path, call))
  }

  async #sendWith(own: AuthHeaders, path: string, call: Call): Promise<Response> {
    const { method = 'GET', body, signal } = call
    const isJson = body !== undefined && !(body instanceof Blob)
    const send = this.#options.fetch ?? fetch
    const init: RequestInit = {
      method,
      headers: {
        accept: 'application/json',
        ...(isJson && { 'content-type': 'application/json' }),
        ...call.headers,
        ...own,
      },
      ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    }
    const response = await send(this.#url(path, call.query), init).catch((error: unknown) => {
      throw isAbort(error) ? error : offline()
    })
    if (!response.ok) throw refusal(response.status, parseJson(await response.text()))
    return response
  }

  async #json<T>(path: string, call: Call): Promise<T> {
    const response = await this.#send(path, call)
    // The contract is trusted here; the server is tested against the same schemas.
    return response.json()
  }
}
