import { html, LitElement, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { BulkAnswer } from '../../server-kit/contract/answers.ts'
import type { ChangedValue } from '../../server-kit/contract/shapes.ts'
import { isAbort } from '../import-client-error.ts'
import { LatestCall } from '../latest-call.ts'
import { icon } from '../parts/icons.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { replacePanelStyles } from './import-replace-panel.styles.ts'
import { errorText } from './review-counts.ts'
import type { ReviewTarget } from './review-target.ts'
import { shownValue } from './shown-value.ts'
import type { Replacement, ValuePages } from './value-pages.ts'

/** After the last key: every question looks through all values of the column. */
const TYPED = 300
const SHOWN_SAMPLES = 6

/**
 * Replaces a text in all values of a column; shows what would change before it does.
 *
 * @summary Find and replace.
 * @fires import-dismiss - The panel is to be closed.
 * @csspart panel - The panel.
 */
export class ImportReplacePanel extends LitElement {
  static override styles = [...controls, replacePanelStyles]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) pages!: ValuePages
  @property({ attribute: false }) target!: ReviewTarget
  /** A command on the whole column is under way. */
  @property({ type: Boolean }) busy = false

  /** What would change; null while there is nothing to find, or it is not known yet. */
  @state() private found: BulkAnswer | null = null
  @state() private isLooking = false
  #looking = new LatestCall()
  #typing: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    clearTimeout(this.#typing)
    this.#looking.abort()
    super.disconnectedCallback()
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('[name=find]')?.focus()
  }

  override render() {
    const { review, common } = this.texts.strings
    return html`<form
      part="panel"
      class="panel"
      aria-label=${review.replaceOpen}
      @submit=${this.#onApply}
      @input=${this.#onInput}
      @keydown=${this.#onKey}
    >
      <label class="field"
        >${review.find}<input name="find" required autocomplete="off" spellcheck="false"
      /></label>
      <label class="field"
        >${review.replaceBy}<input name="replace" autocomplete="off" spellcheck="false"
      /></label>
      <div class="options">
        <label class="check"><input type="checkbox" name="wholeValue" />${review.wholeValue}</label>
        <label class="check"><input type="checkbox" name="matchCase" />${review.matchCase}</label>
      </div>
      <div class="found" role="status" aria-busy=${this.isLooking}>${this.#renderFound()}</div>
      ${this.#renderSamples()}
      <div class="buttons">
        <button type="button" class="ghost quiet" @click=${this.#dismiss}>${common.close}</button>
        <button ?disabled=${this.busy || !this.found?.changedValues}>${review.replace}</button>
      </div>
    </form>`
  }

  #renderFound() {
    const { strings, format } = this.texts
    const { review } = strings
    if (!this.found) return html`<span class="muted">${review.replaceHint}</span>`
    const { changedValues, changedRows } = this.found
    if (changedValues === 0) return html`<span class="muted">${review.nothingFound}</span>`
    return html`<b>${review.wouldChange(changedValues, changedRows, format)}</b>`
  }

  #renderSamples() {
    const samples = this.found?.samples?.slice(0, SHOWN_SAMPLES) ?? []
    if (samples.length === 0) return nothing
    const more = (this.found?.changedValues ?? 0) - samples.length
    const { strings, format } = this.texts
    return html`<ul class=${this.isLooking ? 'busy' : ''} aria-label=${strings.review.samples}>
      ${samples.map((sample) => this.#renderSample(sample))}
      ${more > 0 ? html`<li class="muted">${strings.review.moreSamples(more, format)}</li>` : nothing}
    </ul>`
  }

  #renderSample({ before, after, error, rows }: ChangedValue) {
    const { strings, format } = this.texts
    const isEmpty = after.trim() === ''
    const shown = error === null ? shownValue(after, this.target.kind, this.texts) : after
    return html`<li>
      <span class="change">
        <del>${before || strings.common.blank}</del>
        <span class="after">
          <span class="arrow" aria-hidden="true">→</span>
          ${isEmpty ? html`<i class="muted">${strings.review.leftOut}</i>` : html`<ins>${shown}</ins>`}
        </span>
      </span>
      <span class="meta">${strings.common.rows(rows, format)}</span>
      ${error === null ? nothing : html`<p class="error">${icon('alert')}${errorText(error, this.texts)}</p>`}
    </li>`
  }

  get #replacement(): Replacement | null {
    const form = this.renderRoot.querySelector('form')
    if (!form) return null
    const fields = new FormData(form)
    const [find, replace] = [fields.get('find'), fields.get('replace')]
    if (typeof find !== 'string' || typeof replace !== 'string' || find === '') return null
    return {
      find,
      replace,
      wholeValue: fields.has('wholeValue'),
      ignoreCase: !fields.has('matchCase'),
    }
  }

  #onInput(): void {
    clearTimeout(this.#typing)
    this.isLooking = true
    this.#typing = setTimeout(() => void this.#look(), TYPED)
  }

  async #look(): Promise<void> {
    const replacement = this.#replacement
    if (!replacement) {
      this.#looking.abort()
      this.found = null
      this.isLooking = false
      return
    }
    this.isLooking = true
    try {
      const found = await this.#looking.run((signal) =>
        this.pages.previewReplace(replacement, signal),
      )
      if (!found) return
      this.found = found
    } catch (error) {
      this.found = null
      if (!isAbort(error)) this.pages.failed(error)
    }
    this.isLooking = false
  }

  async #onApply(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const replacement = this.#replacement
    if (!replacement || this.busy) return
    clearTimeout(this.#typing)
    this.#looking.abort()
    await this.pages.replaceText(replacement)
    await this.#look()
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.preventDefault()
    this.#dismiss()
  }

  #dismiss(): void {
    this.dispatchEvent(new Event('import-dismiss'))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-replace-panel': ImportReplacePanel
  }
}
