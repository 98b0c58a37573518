import type { z } from 'zod'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  APPLIED_CONFIDENCE,
  type ColumnMapping,
  FINAL_STATUSES,
  type ImportView,
  columnsAnswer,
  historyAnswer,
  importView,
  previewAnswer,
  reviewAnswer,
} from '../../server-kit/contract/index.ts'

interface Call {
  method?: string
  /** A text (a file) is sent as it is, anything else as JSON. */
  body?: unknown
}

export interface DemoRecord {
  id: string
  links: Record<string, { id: string; name: string }[]>
  [field: string]: unknown
}

/** What a test asks of the demo over HTTP, as one of its users. Refusals throw. */
export class DemoClient {
  readonly #url: string
  readonly #user: string

  constructor(url: string, user = 'ada') {
    this.#url = url
    this.#user = user
  }

  /** Any request; an answer that is not 2xx throws with the server's message. */
  async fetch(path: string, { method = 'GET', body }: Call = {}): Promise<Response> {
    const isText = typeof body === 'string'
    const answer = await fetch(new URL(path, this.#url), {
      method,
      headers: {
        'x-demo-user': this.#user,
        ...(body !== undefined && !isText && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }

  /** A request to the kit; the answer is parsed with the contract's schema. */
  async ask<S extends z.ZodType>(schema: S, path: string, call?: Call): Promise<z.output<S>> {
    const answer = await this.fetch(`/api/imports${path}`, call)
    return schema.parse(await answer.json())
  }

  upload(entityType: string, fileName: string, file: string): Promise<ImportView> {
    const query = new URLSearchParams({ entityType, fileName })
    return this.ask(importView, `?${query.toString()}`, { method: 'POST', body: file })
  }

  show(id: string): Promise<ImportView> {
    return this.ask(importView, `/${id}`)
  }

  /** What the wizard would map by itself, with `changes` by header; null leaves a column out. */
  async saveMappings(id: string, changes: Record<string, Partial<ColumnMapping> | null> = {}) {
    const { columns } = await this.ask(columnsAnswer, `/${id}/columns`)
    const mappings = columns.flatMap(({ source, suggestion }) => {
      const change = changes[source]
      const applied =
        suggestion && suggestion.confidence >= APPLIED_CONFIDENCE ? suggestion : undefined
      if (change === null || (!applied && !change)) return []
      return [{ ...applied, source, ...change }]
    })
    return this.ask(importView, `/${id}/mappings`, { method: 'PUT', body: { mappings } })
  }

  /** Waits for validation and matching, and goes on to the preview. */
  async toPreview(id: string) {
    await this.#until(`/${id}/review`, async () => {
      const { columns, matching } = await this.ask(reviewAnswer, `/${id}/review`)
      return columns.every(({ status }) => status === 'done') && matching.status === 'done'
    })
    await this.ask(importView, `/${id}/stage`, { method: 'POST', body: { to: 'previewing' } })
    return this.ask(previewAnswer, `/${id}/preview`)
  }

  history() {
    return this.ask(historyAnswer, '')
  }

  start(id: string): Promise<ImportView> {
    return this.ask(importView, `/${id}/start`, { method: 'POST' })
  }

  /** Waits until `isThere` says so of the import. */
  async waitFor(id: string, isThere: (view: ImportView) => boolean): Promise<ImportView> {
    let view = await this.show(id)
    await this.#until(`import ${id}, ${view.status}`, async () => {
      view = await this.show(id)
      return isThere(view)
    })
    return view
  }

  finished(id: string): Promise<ImportView> {
    return this.waitFor(id, ({ status }) => FINAL_STATUSES.some((final) => final === status))
  }

  /** All records of an entity, by name. */
  async records(entityType: string): Promise<DemoRecord[]> {
    const records: DemoRecord[] = []
    for (;;) {
      const path = `/api/records/${entityType}?limit=1000&offset=${records.length}`
      const answer = await this.fetch(path)
      const page: { items: DemoRecord[]; total: number } = await answer.json()
      records.push(...page.items)
      if (records.length >= page.total || page.items.length === 0) return records
    }
  }

  async #until(what: string, isDone: () => Promise<boolean>) {
    const end = performance.now() + 300_000
    while (!(await isDone())) {
      if (performance.now() > end) throw new Error(`Waited too long for ${what}.`)
      await sleep(50)
    }
  }
}
