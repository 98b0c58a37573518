import { html, nothing } from 'lit'
import type { FirstTexts } from './strings/texts.ts'
import type { WizardState } from './wizard-state.ts'
import type { WizardStore } from './wizard-store.ts'

/** The import is gone: nothing of it can be tried again. */
export const isGone = ({ failure }: WizardState): boolean =>
  failure?.error.code === 'import_not_found'

/** The banner of what went wrong, with its way on. */
export const renderFailure = (store: WizardStore, texts: FirstTexts, begin: () => void) => {
  const { failure } = store.state
  if (!failure) return nothing
  const { common, wizard } = texts.strings
  const [way, go] = isGone(store.state) ? [wizard.another, begin] : [common.retry, failure.retry]
  return html`<import-notice exportparts="notice" part="error" tone="danger" role="alert">
    ${texts.error(failure.error)}
    <span slot="actions">
      ${go ? html`<button class="small" @click=${go}>${way}</button>` : nothing}
      ${
        failure.isRead || go === begin
          ? nothing
          : html`<button class="small ghost quiet" @click=${() => store.dismissFailure()}>
              ${common.dismiss}
            </button>`
      }
    </span>
  </import-notice>`
}
