import { html, nothing } from 'lit'
import type { FirstTexts } from './strings/texts.ts'
import type { WizardStore } from './wizard-store.ts'

/** The banner of what went wrong, with its way on. */
export const renderFailure = (store: WizardStore, texts: FirstTexts) => {
  const { failure } = store.state
  if (!failure) return nothing
  const { common } = texts.strings
  return html`<import-notice exportparts="notice" part="error" tone="danger" role="alert">
    ${texts.error(failure.error)}
    <span slot="actions">
      ${
        failure.retry
          ? html`<button class="small" @click=${failure.retry}>${common.retry}</button>`
          : nothing
      }
      <button class="small ghost quiet" @click=${() => store.dismissFailure()}>
        ${common.dismiss}
      </button>
    </span>
  </import-notice>`
}
