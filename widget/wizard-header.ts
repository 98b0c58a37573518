import { html, nothing } from 'lit'
import type { ImportStepBackEvent } from './parts/import-stepper.ts'
import { isGone } from './render-failure.ts'
import { sameOriginUrl } from './same-origin.ts'
import type { FirstTexts } from './strings/texts.ts'
import { isDraft, openSteps, type WizardState } from './wizard-state.ts'

interface Header {
  state: WizardState
  texts: FirstTexts
  returnUrl: string
  back: (event: ImportStepBackEvent) => void
}

/** The stepper, and the way out where there is one. */
export const wizardHeader = ({ state, texts, returnUrl, back }: Header) => {
  const { view, busy } = state
  const mayLeave = view.record ? isDraft(view.record) : sameOriginUrl(returnUrl) !== null
  const canLeave = mayLeave && !isGone(state)
  return html`<div class="header" part="header">
    <import-stepper
      exportparts="stepper, step: stepper-step"
      .texts=${texts}
      .step=${view.step}
      .open=${openSteps(state)}
      .finished=${view.record?.status === 'completed'}
      @import-step-back=${back}
    ></import-stepper>
    ${
      canLeave
        ? html`<import-leave
            exportparts="leave, dialog, primary"
            .texts=${texts}
            .draft=${view.record !== null}
            .disabled=${busy !== null}
          ></import-leave>`
        : nothing
    }
  </div>`
}

/** In place of a step that is still to come. */
export const wizardSkeleton = ({ strings }: FirstTexts) =>
  html`<div class="skeletons" role="status" aria-label=${strings.common.loading}>
    <span class="skeleton"></span><span class="skeleton"></span>
  </div>`
