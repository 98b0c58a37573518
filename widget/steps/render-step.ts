import { html, type TemplateResult } from 'lit'
import type { Texts } from '../strings/texts.ts'
import type { WizardStore } from '../wizard-store.ts'

export interface StepProperties {
  store: WizardStore
  texts: Texts
  /** Where the history is shown; null: nowhere that may be linked to. */
  historyUrl: string | null
}

/** The element of the current step. */
export const renderStep = ({ store, texts, historyUrl }: StepProperties): TemplateResult => {
  switch (store.state.view.step) {
    case 'upload':
      return html`<import-upload-step .store=${store} .texts=${texts}></import-upload-step>`
    case 'map':
      return html`<import-map-step .store=${store} .texts=${texts}></import-map-step>`
    case 'review':
      return html`<import-review-step .store=${store} .texts=${texts}></import-review-step>`
    case 'preview':
      return html`<import-preview-step .store=${store} .texts=${texts}></import-preview-step>`
    case 'import':
      return html`<import-execute-step
        .store=${store}
        .texts=${texts}
        .historyUrl=${historyUrl}
      ></import-execute-step>`
  }
}
