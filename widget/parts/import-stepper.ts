import { html, LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import { STEPS, type Step } from '../../server-kit/contract/stages.ts'
import { controls } from '../styles/controls.ts'
import type { Texts } from '../strings/texts.ts'
import { icon } from './icons.ts'
import { stepperStyles } from './import-stepper.styles.ts'

/** Asks to go back to a step that is done. */
export class ImportStepBackEvent extends Event {
  static readonly type = 'import-step-back'
  readonly step: Step

  constructor(step: Step) {
    super(ImportStepBackEvent.type, { bubbles: true })
    this.step = step
  }
}

/**
 * The steps of an import, with the one where the user is; steps that are done lead back.
 *
 * @summary The steps at the top of the wizard.
 * @fires import-step-back - A step that is done was pressed.
 * @csspart stepper - The list.
 * @csspart step - One step.
 */
export class ImportStepper extends LitElement {
  static override styles = [...controls, stepperStyles]

  @property({ attribute: false }) texts!: Texts
  @property() step: Step = 'upload'
  /** Steps that may be gone back to. */
  @property({ attribute: false }) open: readonly Step[] = []
  /** The last step is over, too. */
  @property({ type: Boolean }) finished = false

  override render() {
    const { strings } = this.texts
    return html`<nav aria-label=${strings.wizard.stepsLabel}>
      <ol part="stepper">
        ${STEPS.map((step, index) => this.#renderStep(step, index))}
      </ol>
    </nav>`
  }

  #renderStep(step: Step, index: number) {
    const { strings } = this.texts
    const current = STEPS.indexOf(this.step)
    const isDone = index < current || this.finished
    const state = isDone ? 'done' : index === current ? 'current' : 'ahead'
    const content = html`<span class="place">${isDone ? icon('check') : index + 1}</span>
      <span class="name">${strings.wizard.steps[step]}</span>
      ${isDone ? html`<span class="visually-hidden">(${strings.wizard.stepDone})</span>` : ''}`
    const isCurrent = index === current ? 'step' : 'false'
    return html`<li part="step" data-state=${state} aria-current=${isCurrent}>
      ${
        isDone && this.open.includes(step)
          ? html`<button @click=${() => this.dispatchEvent(new ImportStepBackEvent(step))}>
              ${content}
            </button>`
          : html`<span class="step">${content}</span>`
      }
    </li>`
  }
}

declare global {
  interface HTMLElementEventMap {
    'import-step-back': ImportStepBackEvent
  }

  interface HTMLElementTagNameMap {
    'import-stepper': ImportStepper
  }
}
