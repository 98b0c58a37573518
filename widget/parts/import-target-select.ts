import { html, LitElement, noChange, nothing, type PropertyValues } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import type { Target } from '../mapping-draft.ts'
import { controls } from '../styles/controls.ts'
import type { Texts } from '../strings/texts.ts'
import { icon } from './icons.ts'
import { targetSelectStyles } from './import-target-select.styles.ts'
import { placePopover, whenMoved } from './place-popover.ts'
import { asTaken, NOT_IMPORTED, searchOptions, type TargetOption } from './target-options.ts'

/** Another target was chosen; null: not imported. */
export class ImportTargetEvent extends Event {
  static readonly type = 'import-target'
  readonly chosen: Target | null

  constructor(target: Target | null) {
    super(ImportTargetEvent.type, { bubbles: true })
    this.chosen = target
  }
}

/**
 * The target of a column, found by typing: a combobox with a list, by the keyboard alone as well.
 *
 * @summary Chooses where a column goes.
 * @fires import-target - Another target was chosen.
 * @csspart input - The text field.
 * @csspart list - The list of targets.
 */
export class ImportTargetSelect extends LitElement {
  static override styles = [...controls, targetSelectStyles]

  @property({ attribute: false }) texts!: Texts
  /** The same for all columns. */
  @property({ attribute: false }) options: readonly TargetOption[] = []
  /** The column that has a target, by its key; asked while the list is open. */
  @property({ attribute: false }) takenBy: (key: string) => string | undefined = () => undefined
  /** Key of the chosen option. */
  @property() value = NOT_IMPORTED
  /** Name for assistive technology. */
  @property() label = ''
  @property({ type: Boolean }) disabled = false

  /** What was typed; null while the list is closed. */
  @state() private typed: string | null = null
  @state() private active = 0
  @query('input') private input!: HTMLInputElement
  @query('.list') private list!: HTMLElement | null
  #unfollow = (): void => {}

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#close()
  }

  override updated(changed: PropertyValues): void {
    if (this.typed === null || !this.list) return
    if (!this.list.matches(':popover-open')) this.list.showPopover()
    placePopover(this.list, this.input)
    if (changed.has('active') || changed.has('typed')) {
      this.list.querySelector('.active')?.scrollIntoView({ block: 'nearest' })
    }
  }

  get #found(): TargetOption[] {
    const found = searchOptions(this.options, this.typed ?? '')
    return found.map((option) => {
      const by = option.key === this.value ? undefined : this.takenBy(option.key)
      return asTaken(option, by, this.texts)
    })
  }

  override render() {
    const { map } = this.texts.strings
    const chosen = this.options.find(({ key }) => key === this.value)
    const isOpen = this.typed !== null
    return html`<input
        part="input"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        class=${this.value === NOT_IMPORTED ? 'empty' : ''}
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? 'list' : nothing}
        aria-activedescendant=${isOpen && this.#found.length > 0 ? `option-${this.active}` : nothing}
        ?disabled=${this.disabled}
        .value=${isOpen ? noChange : (chosen?.label ?? '')}
        @click=${this.#open}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
        @blur=${this.#close}
      /><button
        class="toggle"
        tabindex="-1"
        aria-label=${map.openTargets}
        ?disabled=${this.disabled}
        @mousedown=${this.#onToggle}
      >
        ${icon('chevron')}
      </button>
      ${isOpen ? this.#renderList() : nothing}`
  }

  #renderList() {
    const found = this.#found
    const { map } = this.texts.strings
    const groups = [...new Set(found.map(({ group }) => group))]
    return html`<div
      id="list"
      part="list"
      class="list"
      popover="manual"
      role="listbox"
      aria-label=${this.label}
      @mousedown=${(event: Event) => event.preventDefault()}
    >
      ${groups.map((group) =>
        this.#renderGroup(
          group,
          found
            .filter((option) => option.group === group)
            .map((option) => this.#renderOption(option, found)),
        ),
      )}
      ${found.length === 0 ? html`<div class="nothing">${map.noTargets}</div>` : nothing}
    </div>`
  }

  #renderGroup(name: string, options: unknown) {
    if (name === '') return options
    return html`<div role="group" aria-label=${name}>
      <div class="group" aria-hidden="true">${name}</div>
      ${options}
    </div>`
  }

  #renderOption(option: TargetOption, found: readonly TargetOption[]) {
    const place = found.indexOf(option)
    return html`<div
      id="option-${place}"
      role="option"
      class=${place === this.active ? 'active' : ''}
      aria-selected=${option.key === this.value}
      aria-disabled=${option.isTaken}
      @click=${() => this.#choose(option)}
      @mousemove=${() => (this.active = place)}
    >
      <span>${option.label}</span> <span class="meta">${option.note}</span>
    </div>`
  }

  #open = (): void => {
    if (this.typed !== null || this.disabled) return
    this.typed = ''
    this.active = Math.max(
      0,
      this.options.findIndex(({ key }) => key === this.value),
    )
    this.input.select()
    this.#unfollow = whenMoved(() => this.list && placePopover(this.list, this.input))
  }

  #close = (): void => {
    this.#unfollow()
    if (this.typed === null) return
    this.typed = null
    // Otherwise a half-typed text would stay, as the bound value did not change.
    this.input.value = this.options.find(({ key }) => key === this.value)?.label ?? ''
  }

  #onToggle(event: Event): void {
    event.preventDefault()
    const isOpen = this.typed !== null
    this.input.focus()
    if (isOpen) this.#close()
    else this.#open()
  }

  #onInput(): void {
    if (this.typed === null) this.#open()
    this.typed = this.input.value
    this.active = 0
  }

  #onKeydown(event: KeyboardEvent): void {
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') this.#move(key === 'ArrowDown' ? 1 : -1)
    else if (key === 'Enter') this.#onEnter()
    else if (key === 'Escape' && this.typed !== null) this.#close()
    else return
    event.preventDefault()
  }

  #move(by: number): void {
    if (this.typed === null) return this.#open()
    const { length } = this.#found
    if (length > 0) this.active = (this.active + by + length) % length
  }

  #onEnter(): void {
    if (this.typed === null) return this.#open()
    const option = this.#found[this.active]
    if (option) this.#choose(option)
  }

  #choose(option: TargetOption): void {
    if (option.isTaken) return
    this.#close()
    this.dispatchEvent(new ImportTargetEvent(option.target))
  }
}

declare global {
  interface HTMLElementEventMap {
    'import-target': ImportTargetEvent
  }

  interface HTMLElementTagNameMap {
    'import-target-select': ImportTargetSelect
  }
}
