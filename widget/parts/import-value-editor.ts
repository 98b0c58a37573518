import { html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Option, ValueError } from '../../server-kit/contract/shapes.ts'
import { pickerDate, writeDate } from '../steps/date-text.ts'
import type { ReviewTarget } from '../steps/review-target.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { icon } from './icons.ts'
import { valueEditorStyles } from './import-value-editor.styles.ts'

/** The value as it should be. */
export class ImportValueEvent extends Event {
  static readonly type = 'import-value'
  readonly value: string

  constructor(value: string) {
    super(ImportValueEvent.type)
    this.value = value
  }
}

/** A picker's year is typed digit by digit: what stands there in between is no date yet. */
const SETTLED = 700

const fold = (text: string) => text.trim().toLowerCase()
const itemsOf = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
const isOption = (item: string) => (option: Option) =>
  fold(option.value) === fold(item) || fold(option.label) === fold(item)

/**
 * Edits one value with the control that its type asks for; says what is wrong with it.
 *
 * @summary An editor for a value of the review.
 * @fires import-value - The user changed the value.
 * @csspart error - What is wrong.
 */
export class ImportValueEditor extends LitElement {
  static override styles = [...controls, valueEditorStyles]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) target!: ReviewTarget
  /** The raw value, or its correction. */
  @property() value = ''
  @property({ attribute: false }) error: ValueError | null = null
  /** For those who cannot see which row it stands in. */
  @property() label = ''
  /** Items of a list that are being typed. */
  @state() private items: string[] = []
  #settling: ReturnType<typeof setTimeout> | undefined

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('value') || changed.has('error')) this.items = itemsOf(this.value)
    if (this.items.length === 0) this.items = ['']
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#settling)
    super.disconnectedCallback()
  }

  override focus(): void {
    const control = this.renderRoot.querySelector<HTMLElement>('input, select')
    control?.focus()
    if (control instanceof HTMLInputElement && control.type === 'text') control.select()
  }

  override render() {
    return html`${this.#renderControl()} ${this.#renderError()}`
  }

  #renderControl() {
    const { kind } = this.target
    if (kind === 'date' || kind === 'datetime') return this.#renderDate(kind === 'datetime')
    if (kind === 'choice' || kind === 'boolean') return this.#renderChoice()
    if (kind === 'choices') return this.#renderChoices()
    if (kind === 'list') return this.#renderList()
    return html`<input
      type="text"
      inputmode=${kind === 'number' ? 'decimal' : 'text'}
      aria-label=${this.label}
      aria-invalid=${this.error !== null}
      aria-describedby="error"
      .value=${this.value}
      @change=${this.#onText}
      @keydown=${this.#onKey}
    />`
  }

  #renderDate(hasTime: boolean) {
    const { dateFormat } = this.target
    return html`<input
      type=${hasTime ? 'datetime-local' : 'date'}
      max=${hasTime ? '9999-12-31T23:59' : '9999-12-31'}
      aria-label=${this.label}
      aria-invalid=${this.error !== null}
      aria-describedby="error"
      .value=${pickerDate(this.value, { format: dateFormat, hasTime })}
      @change=${this.#onDate}
      @blur=${this.#onDateLeft}
    />`
  }

  get #options(): readonly Option[] {
    if (this.target.kind !== 'boolean') return this.target.options
    const { review } = this.texts.strings
    return [
      { value: 'true', label: review.true },
      { value: 'false', label: review.false },
    ]
  }

  #renderChoice() {
    const chosen = this.#options.find(isOption(this.value))
    return html`<select
      aria-label=${this.label}
      aria-invalid=${this.error !== null}
      aria-describedby="error"
      @change=${this.#onText}
    >
      <option value="" ?selected=${!chosen} disabled>${this.texts.strings.review.choose}</option>
      ${this.#options.map(
        (option) =>
          html`<option value=${option.value} .selected=${option === chosen}>
            ${option.label}
          </option>`,
      )}
    </select>`
  }

  #renderChoices() {
    const chosen = itemsOf(this.value)
    return html`<fieldset aria-describedby="error" @change=${this.#onChoices}>
      <legend class="visually-hidden">${this.label}</legend>
      ${this.#options.map(
        (option) =>
          html`<label class="check"
            ><input
              type="checkbox"
              value=${option.value}
              .checked=${chosen.some((item) => isOption(item)(option))}
            />${option.label}</label
          >`,
      )}
    </fieldset>`
  }

  #renderList() {
    const { review } = this.texts.strings
    return html`<ul aria-label=${this.label}>
        ${this.items.map((item, index) => this.#renderItem(item, index))}
      </ul>
      <button class="ghost small" @click=${this.#onAdd}>${icon('plus')}${review.addItem}</button>`
  }

  #renderItem(item: string, index: number) {
    const { review } = this.texts.strings
    const error = typeof this.error === 'object' ? this.error?.[item] : undefined
    return html`<li>
      <input
        type="text"
        aria-label=${review.item(index + 1)}
        aria-invalid=${error !== undefined}
        aria-describedby=${`item-${index}`}
        .value=${item}
        @change=${(event: Event) => this.#onItem(index, textOf(event))}
      />
      <button
        class="ghost quiet icon"
        aria-label=${review.removeItem(index + 1)}
        @click=${() => this.#onItem(index, '')}
      >
        ${icon('cross')}
      </button>
      <p class="error" id=${`item-${index}`} part="error">${error ?? nothing}</p>
    </li>`
  }

  #renderError() {
    const { error } = this
    if (error === null || (typeof error === 'object' && this.target.kind === 'list')) return nothing
    const sentences =
      typeof error === 'string' ? [error] : Object.entries(error).map((entry) => entry.join(': '))
    return html`<div id="error" part="error">
      ${sentences.map((sentence) => html`<p class="error">${sentence}</p>`)}
    </div>`
  }

  #tell(value: string): void {
    clearTimeout(this.#settling)
    if (value !== this.value) this.dispatchEvent(new ImportValueEvent(value))
  }

  #onText(event: Event): void {
    this.#tell(textOf(event))
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !(event.target instanceof HTMLInputElement)) return
    event.target.value = this.value
    this.dispatchEvent(new Event('import-leave-value'))
  }

  #onDate(event: Event): void {
    const picked = textOf(event)
    clearTimeout(this.#settling)
    if (picked < '1000') return
    this.#settling = setTimeout(() => this.#tellDate(picked), SETTLED)
  }

  #onDateLeft(event: Event): void {
    const picked = textOf(event)
    if (picked >= '1000') this.#tellDate(picked)
  }

  #tellDate(picked: string): void {
    const { dateFormat, kind } = this.target
    const shown = pickerDate(this.value, { format: dateFormat, hasTime: kind === 'datetime' })
    if (picked !== shown) this.#tell(writeDate(picked, dateFormat))
  }

  #onChoices(): void {
    const boxes = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input:checked')]
    this.#tell(boxes.map((box) => box.value).join(', '))
  }

  #onItem(index: number, item: string): void {
    this.items = this.items.map((other, place) => (place === index ? item.trim() : other))
    this.#tell(this.items.filter(Boolean).join(', '))
  }

  async #onAdd(): Promise<void> {
    this.items = [...this.items, '']
    await this.updateComplete
    ;[...this.renderRoot.querySelectorAll('input')].at(-1)?.focus()
  }
}

const textOf = ({ target }: Event): string =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : ''

declare global {
  interface HTMLElementTagNameMap {
    'import-value-editor': ImportValueEditor
  }
}
