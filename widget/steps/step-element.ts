import { LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import { ImportLeaveEvent } from '../parts/leave-event.ts'
import { StoreController } from '../store-controller.ts'
import type { Texts } from '../strings/texts.ts'
import type { WizardStore } from '../wizard-store.ts'

/**
 * The interface of a step of the wizard: data down by `.store` and `.texts`, commands on the store,
 * and a heading with the id `heading` (`<h2 id="heading" tabindex="-1">`) that takes the focus.
 */
export abstract class StepElement extends LitElement {
  @property({ attribute: false }) store!: WizardStore
  @property({ attribute: false }) texts!: Texts

  protected readonly following = new StoreController(this, () => this.store)

  /** Called by the frame when this step becomes the current one. */
  async focusHeading(): Promise<void> {
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus({ preventScroll: true })
  }

  /** Asks the frame to follow `return-url`, or to begin anew when there is none. */
  protected leave(): void {
    this.dispatchEvent(new ImportLeaveEvent({ discards: false }))
  }
}
