import { css, html, LitElement } from 'lit'
import { property, query } from 'lit/decorators.js'
import { controls } from '../styles/controls.ts'

/**
 * A question that has to be answered before anything else: the platform's own modal dialog.
 *
 * @summary A modal dialog with a heading, a text and buttons.
 * @slot - The text.
 * @slot actions - The buttons; the primary one last.
 * @fires import-dismiss - The user pressed Escape: answer by setting `open` to false.
 * @csspart dialog - The dialog.
 */
export class ImportDialog extends LitElement {
  static override styles = [
    ...controls,
    css`
      /* Closed it takes no place: otherwise a gap would be kept for it. */
      :host {
        position: absolute;
      }

      h2 {
        font-size: var(--_text-lead);
      }

      ::slotted(p) {
        margin: 0;
      }

      ::slotted([slot='actions']) {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--_space-2);
        margin-block-start: var(--_space-3);
      }

      @media (max-width: 480px) {
        ::slotted([slot='actions']) {
          flex-direction: column-reverse;
        }
      }
    `,
  ]

  @property() heading = ''
  @property({ type: Boolean }) open = false
  @query('dialog') private dialog!: HTMLDialogElement

  override updated(): void {
    if (this.open && !this.dialog.open) this.dialog.showModal()
    if (!this.open && this.dialog.open) this.dialog.close()
  }

  override render() {
    return html`<dialog part="dialog" aria-labelledby="title" @cancel=${this.#onCancel}>
      <h2 id="title">${this.heading}</h2>
      <slot></slot>
      <slot name="actions"></slot>
    </dialog>`
  }

  #onCancel(event: Event): void {
    event.preventDefault()
    this.dispatchEvent(new Event('import-dismiss', { bubbles: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-dialog': ImportDialog
  }
}
