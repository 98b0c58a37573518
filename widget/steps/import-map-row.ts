import { html, LitElement, nothing, svg } from 'lit'
import { property } from 'lit/decorators.js'
import type { Column, ColumnMapping, Entity } from '../../server-kit/contract/shapes.ts'
import type { DateFormat, NumberFormat } from '../../server-kit/contract/stages.ts'
import { formatChoice, isGuess, isSure, targetKey, type FormatChoice } from '../mapping-draft.ts'
import { icon } from '../parts/icons.ts'
import type { ImportTargetEvent } from '../parts/import-target-select.ts'
import { NOT_IMPORTED, type TargetOption } from '../parts/target-options.ts'
import { controls } from '../styles/controls.ts'
import type { Texts } from '../strings/texts.ts'
import type { WizardStore } from '../wizard-store.ts'
import { readSample } from './format-samples.ts'
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
  @property({ attribute: false }) options: readonly TargetOption[] = []
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
          .texts=${this.texts}
          .options=${this.options}
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
    const key = targetKey(suggestion)
    if (this.mapping && targetKey(this.mapping) === key) {
      const tone = isGuess(this.column, this.mapping) ? 'guess' : ''
      return html`<div class="reason meta ${tone}">${map.reasons[suggestion.reason]}</div>`
    }
    const option = this.options.find((option) => option.key === key)
    if (this.mapping || isSure(this.column) || !option || option.isTaken) return nothing
    return html`<div class="reason meta">
      ${map.suggestion(option.label)}
      <button class="ghost" @click=${() => this.store.mapping.choose(source, suggestion)}>
        ${map.useSuggestion}
      </button>
    </div>`
  }

  #renderFormat(choice: FormatChoice) {
    if (choice.isOpen) return this.#renderChoice(choice)
    const { strings, format } = this.texts
    const proof = choice.readings.find((reading) => reading.format === choice.chosen)?.proof
    if (!proof || !choice.chosen) return nothing
    const name = this.#formatName(choice.chosen)
    return html`<div class="meta">
      ${strings.map.proven(name, proof.value, format.number(proof.row))}
    </div>`
  }

  #renderChoice({ kind, readings, chosen }: FormatChoice) {
    const { map } = this.texts.strings
    const formats = readings.map((reading) => reading.format)
    const read = readSample(this.column.samples, formats, this.texts.format)
    return html`<fieldset class=${chosen === null ? 'open' : ''}>
      <legend>${map.chooseFormat}</legend>
      ${formats.map((format) => {
        const reading = read?.readings.get(format)
        return html`<label class="check choice">
          <input
            type="radio"
            name="format"
            ?disabled=${this.disabled}
            .checked=${format === chosen}
            @change=${() => this.#onFormat(kind, format)}
          />
          <span>
            ${this.#formatName(format)}
            ${
              read && reading
                ? html`<span class="meta">${map.readAs(read.sample, reading)}</span>`
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
    const isUnsure = isOpen || isGuess(this.column, this.mapping)
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
