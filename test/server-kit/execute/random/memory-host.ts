import { RowError } from '../../../../server-kit/importer/row-error.ts'
import type {
  EntityLinkDefinition,
  ImporterDefinition,
  ImportRecord,
  SaveResult,
} from '../../../../server-kit/importer/importer.ts'
import type { PlainRecord } from './plain-model.ts'
import type { RandomImport } from './random-import.ts'

const fold = (value: unknown) => String(value).trim().toLowerCase()

/** A host that keeps records in memory, as a random import describes it. */
export class MemoryHost {
  readonly #given: RandomImport
  readonly #records = new Map<string, Record<string, unknown>>()
  readonly #owners = new Map<string, string>()

  constructor(given: RandomImport) {
    this.#given = given
    for (const known of given.existing) this.#records.set(`r${this.#records.size}`, { ...known })
    for (const name of given.owners) this.#owners.set(`o${this.#owners.size}`, name)
  }

  importer(): ImporterDefinition {
    const { matchers, blankCells, tagsUpdate } = this.#given
    return {
      entityType: 'person',
      label: 'People',
      singular: 'Person',
      blankCells,
      fields: [
        { key: 'name', label: 'name', required: true },
        { key: 'code', label: 'code' },
        { key: 'emails', label: 'emails', type: 'email', multiple: true },
        { key: 'score', label: 'score', type: 'number' },
        { key: 'plan', label: 'plan', type: 'choice', options: ['Free', 'Pro', 'Team'] },
        { key: 'tags', label: 'tags', multiple: true, listUpdate: tagsUpdate },
      ],
      matchableFields: matchers,
      entityLinks: this.#given.link ? [this.#link(this.#given.link)] : [],
      findBy: ({ field, values }) =>
        [...this.#records].flatMap(([id, record]) => {
          const own = record[field] ?? []
          const keys = new Set((Array.isArray(own) ? own : [own]).map(fold))
          return values.filter((value) => keys.has(value)).map((value) => ({ value, id }))
        }),
      load: (ids) =>
        ids.flatMap((id) => {
          const record = this.#records.get(id)
          const tags = list(record?.['tags'])
          return record ? [{ id, name: id, values: { tags, emails: list(record['emails']) } }] : []
        }),
      save: (records) => this.#save(records),
    }
  }

  /** All that it holds, for `restore`. */
  held() {
    const records = [...this.#records].map(([id, record]) => [id, { ...record }] as const)
    return { records, owners: [...this.#owners] }
  }

  /** As a database undoes a transaction. */
  restore({ records, owners }: ReturnType<MemoryHost['held']>) {
    this.#records.clear()
    this.#owners.clear()
    for (const [id, record] of records) this.#records.set(id, { ...record })
    for (const [id, name] of owners) this.#owners.set(id, name)
  }

  /** The records without their ids, links by the names of the linked. */
  records(): PlainRecord[] {
    return [...this.#records.values()].map((record) => ({
      name: text(record['name']),
      code: text(record['code']),
      emails: list(record['emails']),
      score: typeof record['score'] === 'number' ? record['score'] : null,
      plan: text(record['plan']),
      tags: list(record['tags']),
      owner: (list(record['owner']) ?? []).map((id) => this.#owners.get(id) ?? 'nobody'),
    }))
  }

  owners(): string[] {
    return [...this.#owners.values()]
  }

  #link({ behavior, multiple }: NonNullable<RandomImport['link']>): EntityLinkDefinition {
    return {
      key: 'owner',
      label: 'owner',
      entityType: 'owner',
      multiple,
      matchableFields: [
        { field: 'name', label: 'Name', priority: 1, behavior, multiValue: multiple, type: 'text' },
      ],
      findBy: ({ values }) =>
        [...this.#owners].flatMap(([id, name]) =>
          values.filter((value) => value === fold(name)).map((value) => ({ value, id, name })),
        ),
      create: (values) =>
        values.map(({ value }) => {
          const id = `o${this.#owners.size}`
          this.#owners.set(id, value)
          return { id }
        }),
    }
  }

  #save(records: ImportRecord[]): SaveResult[] {
    // Before anything is written: memory has no savepoint to go back to.
    for (const { values } of records) {
      if (this.#given.broken.includes(String(values['name']))) throw new Error('broken')
    }
    return records.map((record) => {
      const { values, links } = record
      if (this.#given.refused.includes(String(values['name']))) {
        return { error: new RowError('Refused.').message }
      }
      const id = record.id ?? `r${this.#records.size}`
      const owner = links['owner']
      this.#records.set(id, { ...this.#records.get(id), ...values, ...(owner && { owner }) })
      return { id }
    })
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)
const list = (value: unknown): string[] | null => (Array.isArray(value) ? value.map(String) : null)
