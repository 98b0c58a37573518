import { css, html, LitElement } from 'lit'
import { property, state } from 'lit/decorators.js'
import { controls } from '../styles/controls.ts'
import type { Texts } from '../strings/texts.ts'
import { icon } from './icons.ts'
import { ImportLeaveEvent } from './leave-event.ts'

/**
 * The way out of the wizard. Of a draft it asks whether to keep it.
 *
 * @summary The button that leaves the wizard.
 * @fires import-leave - The user leaves; `discards` tells whether the draft goes, too.
 * @csspart leave - The button.
 * @csspart primary - The primary action.
 */
export class ImportLeave extends LitElement {
  static override styles = [
    ...controls,
    css`
      :host {
        flex: none;
        margin-inline-end: calc(-1 * var(--_space-3));
      }

      @media (forced-colors: active) {
        :host {
          margin: 0;
        }
      }

      svg {
        display: none;
      }

      @container import (max-width: 639px) {
        .name {
          display: none;
        }

        svg {
          display: block;
        }
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  /** There is a draft to keep or to discard. */
  @property({ type: Boolean }) draft = false
  @property({ type: Boolean }) disabled = false
  @state() private isAsking = false

  override render() {
    const { wizard } = this.texts.strings
    const stay = () => (this.isAsking = false)
    return html`<button
        part="leave"
        class="ghost quiet"
        aria-label=${wizard.leave}
        ?disabled=${this.disabled}
        @click=${this.#onClick}
      >
        ${icon('cross')}<span class="name">${wizard.leave}</span>
      </button>
      <import-dialog
        exportparts="dialog"
        .heading=${wizard.leaveTitle}
        .open=${this.isAsking}
        @import-dismiss=${stay}
      >
        <p>${wizard.leaveText}</p>
        <div slot="actions">
          <button class="danger" @click=${() => this.#leave(true)}>${wizard.leaveDiscard}</button>
          <button @click=${() => this.#leave(false)}>${wizard.leaveKeep}</button>
          <button class="primary" part="primary" autofocus @click=${stay}>
            ${wizard.leaveStay}
          </button>
        </div>
      </import-dialog>`
  }

  #onClick(): void {
    if (this.draft) this.isAsking = true
    else this.#leave(false)
  }

  #leave(discards: boolean): void {
    this.isAsking = false
    this.dispatchEvent(new ImportLeaveEvent({ discards }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-leave': ImportLeave
  }
}
