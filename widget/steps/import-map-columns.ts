import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Column, Entity } from '../../server-kit/contract/shapes.ts'
import { formatChoice, isSure, targetKey, usedTargets } from '../mapping-draft.ts'
import { targetOptions, type TargetOption } from '../parts/target-options.ts'
import { controls } from '../styles/controls.ts'
import type { Texts } from '../strings/texts.ts'
import type { MapView } from '../wizard-state.ts'
import type { WizardStore } from '../wizard-store.ts'
import { readSample } from './format-samples.ts'
import { mapColumnsStyles } from './import-map-columns.styles.ts'

/** Rows that fill a large screen; the others follow batch by batch, so that a wide file is there at once. */
const FILLED_AT_ONCE = 30

const NO_VALUES: readonly string[] = []

/**
 * The columns of the file, each with its target.
 *
 * @summary The list of columns.
 * @csspart columns - The list.
 */
export class ImportMapColumns extends LitElement {
  static override styles = [...controls, mapColumnsStyles]

  @property({ attribute: false }) store!: WizardStore
  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) entity!: Entity
  @property({ attribute: false }) view!: MapView
  /** The columns to show. */
  @property({ attribute: false }) columns: readonly Column[] = []
  @property({ type: Boolean }) disabled = false

  @state() private filled = FILLED_AT_ONCE
  #options: readonly TargetOption[] = []
  #used: ReadonlyMap<string, string> = new Map()
  #filling: ReturnType<typeof setTimeout> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#fillOn()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#filling)
    super.disconnectedCallback()
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entity') || changed.has('texts')) {
      this.#options = targetOptions(this.entity, this.texts)
    }
    this.#used = usedTargets(this.view.targets)
  }

  override updated(): void {
    this.#fillOn()
    if (!this.view.rows && this.columns.some((column) => this.#isUntold(column))) {
      void this.store.mapping.loadRows()
    }
  }

  override render() {
    const { map } = this.texts.strings
    return html`<div class="head" aria-hidden="true">
        <span>${map.column}</span><span>${map.values}</span><span>${map.target}</span>
      </div>
      <ul part="columns" aria-label=${map.column}>
        ${repeat(
          this.columns,
          ({ source }) => source,
          (column, place) =>
            html`<li class=${place < this.filled ? '' : 'later'}>
              ${place < this.filled ? this.#renderColumn(column) : nothing}
            </li>`,
        )}
      </ul>`
  }

  #renderColumn(column: Column) {
    const { source } = column
    return html`<import-map-row
      exportparts="row: map-row, target-input, target-list"
      .store=${this.store}
      .texts=${this.texts}
      .entity=${this.entity}
      .column=${column}
      .mapping=${this.view.targets.get(source) ?? null}
      .options=${this.#options}
      .takenBy=${this.#takenBy}
      .offer=${this.#offerOf(column)}
      .values=${this.#valuesOf(column)}
      .rowCount=${this.view.record.totalRows}
      .disabled=${this.disabled}
    ></import-map-row>`
  }

  /** The same function for all rows: otherwise each choice would render a thousand of them anew. */
  #takenBy = (key: string): string | undefined => this.#used.get(key)

  #offerOf(column: Column): TargetOption | null {
    if (!column.suggestion || isSure(column)) return null
    const key = targetKey(column.suggestion)
    if (this.#used.has(key)) return null
    return this.#options.find((option) => option.key === key) ?? null
  }

  /** A format has to be chosen, and the samples read alike in all that come into question. */
  #isUntold(column: Column): boolean {
    const choice = formatChoice(this.entity, column, this.view.targets.get(column.source) ?? null)
    if (!choice?.isOpen) return false
    const formats = choice.readings.map(({ format }) => format)
    return readSample(column.samples, formats, this.texts.format) === null
  }

  #valuesOf(column: Column): readonly string[] {
    const { rows } = this.view
    if (!rows || !this.#isUntold(column)) return NO_VALUES
    const place = rows.headers.indexOf(column.source)
    return rows.items.map(({ cells }) => cells[place] ?? '')
  }

  #fillOn(): void {
    clearTimeout(this.#filling)
    if (this.filled >= this.columns.length) return
    this.#filling = setTimeout(() => (this.filled += FILLED_AT_ONCE))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-map-columns': ImportMapColumns
  }
}
