import { html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Option, ValueError } from '../../server-kit/contract/shapes.ts'
import { pickerDate, writeDate } from '../steps/date-text.ts'
import { errorSentences } from '../steps/review-counts.ts'
import type { ReviewTarget } from '../steps/review-target.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { HeldChoice } from './held-choice.ts'
import { eventText } from './event-text.ts'
import { icon } from './icons.ts'
import { valueEditorStyles } from './import-value-editor.styles.ts'
import { isOption, itemsOf } from './list-items.ts'
import { ImportValueEvent } from './value-event.ts'

/** A picker's year is typed digit by digit: what stands there in between is no date yet. */
const SETTLED = 700

/**
 * Edits one value with the control that its type asks for; says what is wrong with it.
 *
 * @summary An editor for a value of the review.
 * @fires import-value - The user changed the value.
 * @fires import-leave-value - The user pressed Enter or Escape: the focus may go back to where it was.
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
  /** Its controls are not in the tab order: the focus comes to them by its row. */
  @property({ type: Boolean }) resting = false
  /** Items of a list that are being typed. */
  @state() private items: string[] = []
  #settling: ReturnType<typeof setTimeout> | undefined
  /** What was told last, until the focus comes again: Enter and the blur after it tell it once. */
  #told: string | null = null
  readonly #held = new HeldChoice((value) => this.#tell(value))

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('value') || changed.has('error')) {
      this.items = itemsOf(this.value)
      this.#told = null
    }
    if (this.items.length === 0) this.items = ['']
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#settling)
    super.disconnectedCallback()
  }

  get #tabIndex(): 0 | -1 {
    return this.resting ? -1 : 0
  }

  override focus(): void {
    this.#told = null
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
      dir="auto"
      inputmode=${kind === 'number' ? 'decimal' : 'text'}
      aria-label=${this.label}
      aria-invalid=${this.error !== null}
      aria-describedby="error"
      tabindex=${this.#tabIndex}
      .value=${this.value}
      @change=${this.#onText}
      @keydown=${this.#keys(this.value, (typed) => this.#tell(typed))}
    />`
  }

  #renderDate(hasTime: boolean) {
    return html`<input
      type=${hasTime ? 'datetime-local' : 'date'}
      max=${hasTime ? '9999-12-31T23:59' : '9999-12-31'}
      aria-label=${this.label}
      aria-invalid=${this.error !== null}
      aria-describedby="error"
      tabindex=${this.#tabIndex}
      .value=${this.#shownDate}
      @change=${this.#onDate}
      @blur=${this.#onDateLeft}
      @keydown=${this.#keys(this.#shownDate, (typed) => this.#takeDate(typed))}
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
      tabindex=${this.#tabIndex}
      @change=${this.#held.onChange}
      @blur=${this.#held.onBlur}
      @keydown=${this.#onChoiceKey}
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
              tabindex=${this.#tabIndex}
              .checked=${chosen.some((item) => isOption(item)(option))}
            />${option.label}</label
          >`,
      )}
    </fieldset>`
  }

  #renderList() {
    const { review } = this.texts.strings
    if (this.items.length > 0)
      return html`<ul aria-label=${this.label}>
        ${this.items.map((item, index) => this.#renderItem(item, index))}
      </ul>`
    return html`<button class="ghost small" tabindex=${this.#tabIndex} @click=${this.#onAdd}>
      ${icon('plus')}${review.addItem}
    </button>`
  }

  /** Beside the last item: a line of its own would make every row of the review taller. */
  #renderAdd() {
    const { review } = this.texts.strings
    return html`<button
      class="ghost icon"
      tabindex=${this.#tabIndex}
      title=${review.addItem}
      aria-label=${review.addItem}
      @click=${this.#onAdd}
    >
      ${icon('plus')}
    </button>`
  }

  #renderItem(item: string, index: number) {
    const { review } = this.texts.strings
    const sentence = typeof this.error === 'object' ? this.error?.[item] : undefined
    const error = sentence && this.texts.sentence(sentence)
    return html`<li>
      <input
        type="text"
        dir="auto"
        aria-label=${review.item(index + 1)}
        aria-invalid=${error !== undefined}
        aria-describedby=${`item-${index}`}
        tabindex=${this.#tabIndex}
        .value=${item}
        @change=${(event: Event) => this.#onItem(index, eventText(event))}
        @keydown=${this.#keys(item, (typed) => this.#onItem(index, typed))}
      />
      <button
        class="ghost quiet icon"
        tabindex=${this.#tabIndex}
        aria-label=${review.removeItem(index + 1)}
        @click=${() => this.#onItem(index, '')}
      >
        ${icon('cross')}
      </button>
      ${index === this.items.length - 1 ? this.#renderAdd() : nothing}
      <p class="error" id=${`item-${index}`} part="error">${error ?? nothing}</p>
    </li>`
  }

  #renderError() {
    const { error } = this
    if (error === null || (typeof error === 'object' && this.target.kind === 'list')) return nothing
    return html`<div id="error" part="error">
      ${errorSentences(error, this.texts).map((sentence) => html`<p class="error">${sentence}</p>`)}
    </div>`
  }

  #tell(value: string): void {
    clearTimeout(this.#settling)
    if (value === (this.#told ?? this.value)) return
    this.#told = value
    this.dispatchEvent(new ImportValueEvent(value))
  }

  #leave(event: Event): void {
    event.preventDefault()
    clearTimeout(this.#settling)
    this.dispatchEvent(new Event('import-leave-value'))
  }

  #onText(event: Event): void {
    this.#tell(eventText(event))
  }

  /** Enter takes what was typed, Escape brings back what was shown; both leave. */
  #keys(shown: string, take: (typed: string) => void) {
    return (event: KeyboardEvent): void => {
      if (!(event.target instanceof HTMLInputElement) || event.isComposing) return
      if (event.key === 'Escape') event.target.value = shown
      else if (event.key === 'Enter') take(event.target.value)
      else return
      this.#leave(event)
    }
  }

  #onChoiceKey(event: KeyboardEvent): void {
    const value = this.#options.find(isOption(this.value))?.value ?? ''
    if (this.#held.onKey(event, value)) this.#leave(event)
  }

  #onDate(event: Event): void {
    const picked = eventText(event)
    clearTimeout(this.#settling)
    if (picked < '1000') return
    this.#settling = setTimeout(() => this.#takeDate(picked), SETTLED)
  }

  #onDateLeft(event: Event): void {
    this.#takeDate(eventText(event))
  }

  #takeDate(picked: string): void {
    if (picked >= '1000' && picked !== this.#shownDate)
      this.#tell(writeDate(picked, this.target.dateFormat))
  }

  get #shownDate(): string {
    const { dateFormat, kind } = this.target
    return pickerDate(this.value, { format: dateFormat, hasTime: kind === 'datetime' })
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

declare global {
  interface HTMLElementTagNameMap {
    'import-value-editor': ImportValueEditor
  }
}
