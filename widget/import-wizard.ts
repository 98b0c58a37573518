import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { STEPS, type Step } from '../server-kit/contract/stages.ts'
import { ImportCancelEvent, ImportStartEvent } from './events.ts'
import { ImportElement } from './import-element.ts'
import { wizardStyles } from './import-wizard.styles.ts'
import { LatestCall } from './latest-call.ts'
import type { ImportEntityEvent } from './parts/import-entity-choice.ts'
import type { ImportStepBackEvent } from './parts/import-stepper.ts'
import type { ImportLeaveEvent } from './parts/leave-event.ts'
import { pageUrlWith } from './page-url.ts'
import { PollController } from './poll-controller.ts'
import { offline } from './read-answer.ts'
import { renderFailure } from './render-failure.ts'
import { sameOriginUrl } from './same-origin.ts'
import { renderStep } from './steps/render-step.ts'
import { StepElement } from './steps/step-element.ts'
import { controls } from './styles/controls.ts'
import { frame } from './styles/frame.ts'
import { eventsBetween } from './wizard-events.ts'
import { entityOf, isDraft, type WizardState } from './wizard-state.ts'
import { wizardHeader, wizardSkeleton } from './wizard-header.ts'
import { WizardStore } from './wizard-store.ts'

/**
 * Imports a file in five steps: upload, map, review, preview, import.
 *
 * @tagname import-wizard
 * @summary The import wizard.
 * @example
 * <import-wizard endpoint="/api/imports" entity-type="people"></import-wizard>
 *
 * @fires import-uploaded - A file was uploaded and read.
 * @fires import-step - Another step became the current one.
 * @fires import-start - The user pressed Start; `preventDefault()` keeps it from starting.
 * @fires import-progress - More rows were written.
 * @fires import-finish - The import is over: completed or failed.
 * @fires import-cancel - The user left, or cancelled the import.
 * @fires import-error - Something failed; the element shows it as well.
 *
 * @csspart wizard - Everything.
 * @csspart header - The stepper and the way out.
 * @csspart stepper - The list of steps.
 * @csspart stepper-step - One step of that list.
 * @csspart leave - The button that cancels the import.
 * @csspart step - The current step.
 * @csspart primary - The primary action of a step or a dialog.
 * @csspart error - The error banner.
 * @csspart notice - Any notice: what is worth knowing, what went wrong.
 * @csspart dialog - Any dialog.
 * @csspart choice - Upload: one kind of record to choose.
 * @csspart drop-zone - Upload: where files are dropped.
 * @csspart progress - Upload: how much of the file is sent.
 * @csspart card - Upload: the file that was read.
 * @csspart map-columns - Map: the list of columns.
 * @csspart map-row - Map: one column.
 * @csspart target-input - Map: the field in which a target is chosen.
 * @csspart target-list - Map: its list of targets.
 * @csspart review-columns - Review: the mapped columns.
 * @csspart review-column - Review: one of them.
 * @csspart review-values - Review: the values of the chosen column.
 * @csspart filters - Review: the filters of its values.
 * @csspart replace-panel - Review: find and replace.
 * @csspart value - Review: one value.
 * @csspart value-error - Review, preview: what is wrong with it.
 * @csspart value-row - Review: one row that has the value.
 * @csspart pager - Review, preview: the pages of a list.
 * @csspart counts - Preview: what will happen, in numbers.
 * @csspart records - Preview: rows and linked records.
 * @csspart tabs - Preview: the kinds of records.
 * @csspart preview-row - Preview: one row.
 * @csspart cell-editor - Preview: the editor of one cell.
 * @csspart result - Import: the bar with its counts.
 * @csspart bar - Import: the bar.
 * @csspart bar-counts - Import: its counts.
 * @csspart reasons - Import: why rows were refused.
 */
export class ImportWizard extends ImportElement {
  static override styles = [...controls, frame, wizardStyles]

  /** What to import; a choice is shown when missing. */
  @property({ attribute: 'entity-type' }) entityType = ''

  /** Goes on with this import; kept up to date by the element. */
  @property({ attribute: 'import-id', reflect: true }) importId = ''

  /** Name of the page's query parameter that holds `import-id`, so that a reload goes on. */
  @property({ attribute: 'url-param' }) urlParam = ''

  /** An earlier import of the same entity type: its mapping is suggested first. */
  @property() like = ''

  /** Where Done and Cancel lead; only followed on the page's own origin. */
  @property({ attribute: 'return-url' }) returnUrl = ''

  /** Where the history is shown; offered when an import is over. Only on the page's own origin. */
  @property({ attribute: 'history-url' }) historyUrl = ''

  /** The elements of the later steps are there. */
  @state() private hasSteps = false

  readonly #steps = new LatestCall()
  readonly #store = new WizardStore({
    client: this.client,
    timeZone: () => this.usedTimeZone,
    like: () => this.like,
    mayStart: (record) => this.dispatchEvent(new ImportStartEvent(record)),
  })
  protected readonly returning = new PollController(this, {
    every: 2000,
    isNeeded: () => (this.#store.state.failure?.awaited.length ?? 0) > 0,
    round: () => this.#store.retryAwaited(),
  })
  #shown = this.#store.state
  #waitingFile: File | null = null
  #unsubscribe: (() => void) | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#unsubscribe?.()
    this.#unsubscribe = this.#store.subscribe(() => this.#onChange())
    if (this.hasUpdated) void this.#load()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    // Otherwise an element that is merely moved would lose its upload.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#store.upload.cancel()
      this.#store.abort()
      this.#unsubscribe?.()
    })
  }

  override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('entityType') && this.entityType !== '') {
      this.#store.chooseEntity(this.entityType)
    }
  }

  override firstUpdated(): void {
    if (this.urlParam !== '' && this.importId === '') {
      this.importId = new URLSearchParams(location.search).get(this.urlParam) ?? ''
    }
    void this.#load()
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.hasOtherHeaders(changed)) this.#store.signedIn()
    if (!changed.has('importId') || this.importId === this.#recordId) return
    if (this.importId === '') this.#store.reset()
    else void this.#store.open(this.importId)
  }

  /** Uploads a file that the host's page already has. */
  open(file: File): void {
    this.#waitingFile = file
    this.#sendWaitingFile()
  }

  /** Forgets what is shown and begins anew; an import that was started goes on. */
  reset(): void {
    this.#waitingFile = null
    this.#store.upload.cancel()
    this.#store.reset()
  }

  get #recordId(): string {
    return this.#store.record?.id ?? ''
  }

  async #load(): Promise<void> {
    await Promise.all([this.#store.loadSchema(), this.#store.refresh()])
    await this.#loadSteps()
  }

  /** The steps that are not open yet come after everything that the first one needs. */
  #loadSteps(): Promise<void> {
    return this.#store.read(this.#steps, importSteps, ({ defineSteps }) => {
      defineSteps()
      this.hasSteps = true
    })
  }

  #sendWaitingFile(): void {
    const { schema, entityType, busy } = this.#store.state
    const file = this.#waitingFile
    if (!file || !schema || entityType === '' || busy) return
    this.#waitingFile = null
    void this.#store.upload.send(file)
  }

  #onChange(): void {
    const before = this.#shown
    const after = this.#store.state
    this.#shown = after
    this.requestUpdate()
    const isOther = before.view.record?.id !== after.view.record?.id
    const isGivenUp = before.failure !== null && after.failure === null
    // Otherwise an `import-id` that is still to be opened would be taken for one that is gone.
    if (isOther || isGivenUp) this.#keepImportId(after)
    for (const event of eventsBetween(before, after)) this.dispatchEvent(event)
    if (before.view.step !== after.view.step) void this.#onStep(after.view.step)
    this.#sendWaitingFile()
  }

  #keepImportId({ busy, failure }: WizardState): void {
    const id = this.#recordId
    // An import that is on its way, or could not be loaded, is still the one that is meant.
    if (id === this.importId || busy === 'open' || (id === '' && failure)) return
    this.importId = id
    if (this.urlParam === '') return
    history.replaceState(history.state, '', pageUrlWith({ [this.urlParam]: id }))
  }

  async #onStep(step: Step): Promise<void> {
    const { wizard } = this.texts.strings
    const place = STEPS.indexOf(step) + 1
    this.#store.announce(wizard.stepOf(place, STEPS.length, wizard.steps[step]))
    await this.updateComplete
    const shown = this.renderRoot.querySelector('.step > *')
    if (shown instanceof StepElement) await shown.focusHeading()
  }

  #onStepBack = ({ step }: ImportStepBackEvent): void => {
    if (step === 'upload') this.#store.mapping.backToUpload()
    if (step === 'map') void this.#store.goTo('mapping')
    if (step === 'review') void this.#store.goTo('reviewing')
  }

  async #onLeave({ discards }: ImportLeaveEvent): Promise<void> {
    const { record } = this.#store
    if (discards && !(await this.#store.upload.remove())) return
    if (!record || isDraft(record)) this.dispatchEvent(new ImportCancelEvent(record))
    const url = sameOriginUrl(this.returnUrl)
    if (url) location.assign(url)
    else this.reset()
  }

  override render(): TemplateResult {
    const { texts, returnUrl } = this
    const { state } = this.#store
    const back = this.#onStepBack
    return html`<div
      class="frame wizard ${state.failure ? 'failed' : ''}"
      part="wizard"
      lang=${this.textLanguage}
      dir=${this.textDirection}
      @import-leave=${this.#onLeave}
    >
      ${wizardHeader({ state, texts, returnUrl, back })}
      ${renderFailure(this.#store, texts, () => this.reset())}
      <div class="step" part="step">${this.#renderStep()}</div>
      <div class="visually-hidden" aria-live="polite">${state.announcement}</div>
    </div>`
  }

  #renderStep() {
    const { schema, busy, failure, entityType, view } = this.#store.state
    const { wizard } = this.texts.strings
    if (!schema || busy === 'open') return failure ? nothing : wizardSkeleton(this.texts)
    if (!view.record && this.importId !== '' && failure) return nothing
    if (schema.entities.length === 0) return this.#renderNotice(wizard.nothingToImport)
    if (entityType === '') {
      return html`<import-entity-choice
        exportparts="choice"
        .texts=${this.texts}
        .entities=${schema.entities}
        @import-entity=${(event: ImportEntityEvent) => this.#store.chooseEntity(event.entityType)}
      ></import-entity-choice>`
    }
    if (!entityOf(this.#store.state)) return this.#renderNotice(wizard.entityMissing)
    if (view.step !== 'upload' && !this.hasSteps) return wizardSkeleton(this.texts)
    return renderStep({
      store: this.#store,
      texts: this.texts,
      historyUrl: sameOriginUrl(this.historyUrl),
    })
  }

  #renderNotice(text: string) {
    return html`<import-notice exportparts="notice">${text}</import-notice>`
  }
}

const importSteps = async () => {
  try {
    return await import('./steps/define-steps.ts')
  } catch {
    throw offline()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-wizard': ImportWizard
  }
}
