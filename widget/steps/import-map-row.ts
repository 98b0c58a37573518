import { html, LitElement, nothing, svg } from 'lit'
import { property } from 'lit/decorators.js'
import type { Column, ColumnMapping, Entity } from '../../server-kit/contract/shapes.ts'
import type { DateFormat, NumberFormat } from '../../server-kit/contract/stages.ts'
import { formatChoice, isGuess, targetKey, type FormatChoice } from '../mapping-draft.ts'
import { icon } from '../parts/icons.ts'
import type { ImportTargetEvent } from '../parts/import-target-select.ts'
import { NOT_IMPORTED, type TargetOption } from '../parts/target-options.ts'
import { controls } from '../styles/controls.ts'
import type { Texts } from '../strings/texts.ts'
import type { WizardStore } from '../wizard-store.ts'
import { readExample, readSample } from './format-samples.ts'
import { mapRowStyles } from './import-map-row.styles.ts'

/**
 * One column of the file: its header, how full and how varied it is, samples, and where it goes.
 *
 * @summary One column and its target.
 * @csspart row - The row.
 */
export class ImportMapRow extends LitElement {
  static override styles = [...controls, mapRowStyles]

  @property({ attribute: false }) store!: WizardStore
  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) entity!: Entity
  @property({ attribute: false }) column!: Column
  @property({ attribute: false }) mapping: ColumnMapping | null = null
  /** The same for all columns. */
  @property({ attribute: false }) options: readonly TargetOption[] = []
  @property({ attribute: false }) takenBy: (key: string) => string | undefined = () => undefined
  /** The suggestion that is not sure enough to be applied, while its target is free. */
  @property({ attribute: false }) offer: TargetOption | null = null
  /** Values of the first rows, where the samples do not show what a format means. */
  @property({ attribute: false }) values: readonly string[] = []
  @property({ type: Number }) rowCount = 0
  @property({ type: Boolean }) disabled = false

  override render() {
    const { source } = this.column
    const { map } = this.texts.strings
    const choice = formatChoice(this.entity, this.column, this.mapping)
    return html`<div class="row" part="row">
      <div class="source"><bdi>${source}</bdi></div>
      <div class="profile">
        ${this.#renderMeasure()}
        <div class="samples muted">${this.#renderSamples()}</div>
      </div>
      <div class="target">
        <import-target-select
          exportparts="input: target-input, list: target-list"
          .texts=${this.texts}
          .options=${this.options}
          .takenBy=${this.takenBy}
          .value=${this.mapping ? targetKey(this.mapping) : NOT_IMPORTED}
          .label=${map.targetOf(source)}
          .disabled=${this.disabled}
          @import-target=${(event: ImportTargetEvent) =>
            this.store.mapping.choose(source, event.chosen)}
        ></import-target-select>
        ${this.#renderReason()} ${choice ? this.#renderFormat(choice) : nothing}
      </div>
      ${this.#renderMark(choice)}
    </div>`
  }

  #renderSamples() {
    const samples = [...new Set(this.column.samples)]
    if (samples.length === 0) return this.texts.strings.map.noValues
    return samples.map((sample, index) => html`${index > 0 ? ' · ' : ''}<bdi>${sample}</bdi>`)
  }

  #renderMeasure() {
    const { strings, format } = this.texts
    const { filled, distinct, distinctIsExact } = this.column
    const share = (count: number) => Math.min(1, count / Math.max(1, this.rowCount))
    return html`<div class="measure meta">
      ${svg`<svg class="bar" aria-hidden="true">
        <rect class="filled" height="100%" width="${share(filled) * 100}%" />
        <rect class="varied" height="100%" width="${share(distinct) * 100}%" />
      </svg>`}
      <span>${strings.map.filled(format.percent(share(filled)))}</span>
      <span>${strings.map.distinct(format.number(distinct), distinctIsExact)}</span>
    </div>`
  }

  /** Why the column goes where it goes, or the suggestion that was not sure enough to be applied. */
  #renderReason() {
    const { suggestion, source } = this.column
    const { map } = this.texts.strings
    if (!suggestion) return nothing
    if (this.mapping && targetKey(this.mapping) === targetKey(suggestion)) {
      const tone = isGuess(this.column, this.mapping) ? 'guess' : ''
      return html`<div class="reason meta ${tone}">${map.reasons[suggestion.reason]}</div>`
    }
    if (this.mapping || !this.offer) return nothing
    return html`<div class="reason meta">
      ${map.suggestion(this.offer.label)}
      <button class="ghost" @click=${() => this.store.mapping.choose(source, suggestion)}>
        ${map.useSuggestion}
      </button>
    </div>`
  }

  #renderFormat(choice: FormatChoice) {
    if (choice.isOpen) return this.#renderChoice(choice)
    const { strings, format } = this.texts
    if (choice.readings.length === 0) return this.#renderUnreadable(choice.kind)
    const proof = choice.readings.find((reading) => reading.format === choice.chosen)?.proof
    if (!proof || !choice.chosen) return nothing
    const name = this.#formatName(choice.chosen)
    return html`<div class="meta">
      ${strings.map.proven(name, proof.value, format.number(proof.row))}
    </div>`
  }

  #renderUnreadable(kind: FormatChoice['kind']) {
    if (this.column.filled === 0) return nothing
    return html`<div class="reason meta guess">${this.texts.strings.map.unreadable[kind]}</div>`
  }

  #renderChoice({ kind, readings, chosen }: FormatChoice) {
    const { map } = this.texts.strings
    const { format } = this.texts
    const formats = readings.map((reading) => reading.format)
    const values = [...this.column.samples, ...this.values]
    const found = readSample(values, formats, format)
    const read = found ?? readExample(kind, formats, format)
    const readAs = found ? map.readAs : map.exampleReadAs
    return html`<fieldset class=${chosen === null ? 'open' : ''}>
      <legend>${map.chooseFormat}</legend>
      ${formats.map((name) => {
        const reading = read?.readings.get(name)
        return html`<label class="check choice">
          <input
            type="radio"
            name="format"
            ?disabled=${this.disabled}
            .checked=${name === chosen}
            @change=${() => this.#onFormat(kind, name)}
          />
          <span>
            ${this.#formatName(name)}
            ${
              read && reading
                ? html`<span class="meta">${readAs(read.sample, reading)}</span>`
                : nothing
            }
          </span>
        </label>`
      })}
    </fieldset>`
  }

  #renderMark(choice: FormatChoice | null) {
    const { map } = this.texts.strings
    if (!this.mapping) return html`<span></span>`
    const isOpen = choice?.isOpen === true && choice.chosen === null
    const isUnreadable = choice?.readings.length === 0 && this.column.filled > 0
    const isUnsure = isOpen || isUnreadable || isGuess(this.column, this.mapping)
    const text = isOpen ? map.isOpen : isUnsure ? map.isGuess : map.isMapped
    return html`<span class="mark ${isUnsure ? 'open' : ''}">
      ${icon(isUnsure ? 'question' : 'check')}
      <span class="visually-hidden">${text}</span>
    </span>`
  }

  #formatName(name: DateFormat | NumberFormat): string {
    return this.texts.strings.map.formats[name]
  }

  #onFormat(kind: FormatChoice['kind'], format: DateFormat | NumberFormat): void {
    this.store.mapping.chooseFormat(this.column.source, { [kind]: format })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-map-row': ImportMapRow
  }
}
