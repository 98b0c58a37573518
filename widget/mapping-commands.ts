import type { ColumnMapping } from '../server-kit/contract/shapes.ts'
import { LatestCall } from './latest-call.ts'
import { initialTargets, toMapping, type Target } from './mapping-draft.ts'
import type { WizardStore } from './wizard-store.ts'

type ColumnFormat = Pick<ColumnMapping, 'dateFormat' | 'numberFormat'>

/** Cells of a look at the first rows: a wide file has a shorter look. */
const CELLS_LOOKED_AT = 50_000

/** Commands of the second step. The targets are the browser's until they are saved. */
export class MappingCommands {
  #store: WizardStore
  #columns = new LatestCall()
  #rows = new LatestCall()
  /** The import whose first rows were asked for. */
  #lookedAt = ''

  constructor(store: WizardStore) {
    this.#store = store
  }

  /** Samples, profiles and suggestions; fills in the targets to begin with. */
  async load(): Promise<void> {
    const store = this.#store
    const record = store.record
    if (!record) return
    this.#lookedAt = ''
    await store.read(
      this.#columns,
      (signal) => store.client.columns(record.id, { like: store.options.like?.() }, signal),
      (columns) => {
        const targets = initialTargets(columns.columns, record.columnMappings)
        store.patchView('map', { columns, targets })
      },
    )
  }

  /** The first rows, to find values that formats read differently; asked for once. */
  async loadRows(): Promise<void> {
    const store = this.#store
    const record = store.record
    if (!record || record.id === this.#lookedAt) return
    this.#lookedAt = record.id
    const limit = Math.min(1000, Math.ceil(CELLS_LOOKED_AT / Math.max(1, record.headers.length)))
    await store.read(
      this.#rows,
      (signal) => store.client.rows(record.id, { limit }, signal),
      (rows) => store.patchView('map', { rows }),
    )
  }

  /** Sends a column to a target; null: not imported. */
  choose(source: string, target: Target | null): void {
    const column = this.#column(source)
    if (column) this.#set(source, target && toMapping(column, target))
  }

  /** Says how the values of a date or number column are read. */
  chooseFormat(source: string, format: Partial<ColumnFormat>): void {
    const mapping = this.#store.viewOf('map')?.targets.get(source)
    if (mapping) this.#set(source, { ...mapping, ...format })
  }

  /** Back to the suggestions. */
  reset(): void {
    const columns = this.#store.viewOf('map')?.columns
    if (columns) this.#store.patchView('map', { targets: initialTargets(columns.columns, []) })
  }

  /** Back to the card of the file. */
  backToUpload(): void {
    const { record } = this.#store
    if (record) this.#store.show(record, { showsCard: true })
  }

  /** Saves and goes on to the review. */
  async save(): Promise<boolean> {
    const store = this.#store
    const targets = store.viewOf('map')?.targets ?? new Map()
    const mappings = [...targets.values()].filter((mapping) => mapping !== null)
    return store.commandOn(
      'save',
      (id, signal) => store.client.saveMappings(id, mappings, signal),
      (record) => store.show(record),
    )
  }

  abort(): void {
    this.#columns.abort()
    this.#rows.abort()
  }

  #column(source: string) {
    const columns = this.#store.viewOf('map')?.columns?.columns
    return columns?.find((column) => column.source === source)
  }

  #set(source: string, mapping: ColumnMapping | null): void {
    const view = this.#store.viewOf('map')
    if (!view) return
    this.#store.patchView('map', { targets: new Map([...view.targets, [source, mapping]]) })
  }
}
