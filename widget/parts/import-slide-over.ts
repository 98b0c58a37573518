import { css, html, LitElement } from 'lit'
import { property, query } from 'lit/decorators.js'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { icon } from './icons.ts'

/**
 * A modal dialog at the end edge of the page: it takes the focus, keeps it, and gives it back.
 *
 * @summary A slide-over.
 * @slot - What it shows; scrolls by itself.
 * @slot badge - Beside the heading.
 * @slot actions - Buttons at the foot.
 * @fires import-close - The user closed it.
 * @csspart dialog - The dialog.
 */
export class ImportSlideOver extends LitElement {
  static override styles = [
    ...controls,
    css`
      dialog {
        inline-size: min(560px, 100vw);
        max-inline-size: none;
        block-size: 100dvh;
        max-block-size: none;
        margin: 0;
        margin-inline-start: auto;
        padding: 0;
        border-width: 0;
        border-inline-start-width: 1px;
        border-radius: 0;
        background: var(--_ground);
      }

      dialog[open] {
        grid-template-rows: auto 1fr auto;
        gap: 0;
      }

      dialog:focus,
      h2:focus {
        outline: none;
      }

      header,
      footer {
        display: flex;
        align-items: center;
        gap: var(--_space-3);
        padding: var(--_space-4) var(--_space-5);
      }

      header {
        border-block-end: 1px solid var(--_hairline);
      }

      h2 {
        min-inline-size: 0;
        margin-inline-end: auto;
        overflow-wrap: anywhere;
        font-size: var(--_text-lead);
      }

      .body {
        overflow-y: auto;
        overscroll-behavior: contain;
        padding: var(--_space-5);
      }

      footer ::slotted(*) {
        display: flex;
        flex: 1;
        flex-wrap: wrap;
        gap: var(--_space-2);
      }

      footer {
        border-block-start: 1px solid var(--_hairline);
      }

      @media (prefers-reduced-motion: no-preference) {
        dialog[open] {
          transition: transform var(--_motion) ease-out;

          @starting-style {
            transform: translateX(40px);
          }
        }
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  @property() heading = ''
  @property({ type: Boolean, attribute: 'has-actions' }) hasActions = false
  @query('dialog') private dialog!: HTMLDialogElement

  override firstUpdated() {
    this.dialog.showModal()
  }

  override disconnectedCallback() {
    this.dialog.close()
    super.disconnectedCallback()
  }

  #onClose = () => {
    if (this.isConnected) this.dispatchEvent(new Event('import-close'))
  }

  #onPress = (event: PointerEvent) => {
    if (event.target === this.dialog) this.dialog.close()
  }

  override render() {
    return html`<dialog
      part="dialog"
      aria-labelledby="title"
      @close=${this.#onClose}
      @pointerdown=${this.#onPress}
    >
      <header>
        <h2 id="title" tabindex="-1" autofocus>${this.heading}</h2>
        <slot name="badge"></slot>
        <button
          class="ghost quiet icon"
          aria-label=${this.texts.strings.common.close}
          @click=${() => this.dialog.close()}
        >
          ${icon('cross')}
        </button>
      </header>
      <div class="body"><slot></slot></div>
      <footer ?hidden=${!this.hasActions}><slot name="actions"></slot></footer>
    </dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-slide-over': ImportSlideOver
  }
}
