import { css, html, LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import { controls } from '../styles/controls.ts'
import { icon, type IconName } from './icons.ts'

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

const ICONS: Record<NoticeTone, IconName> = {
  info: 'info',
  success: 'check',
  warning: 'alert',
  danger: 'alert',
}

/**
 * A sentence that matters, with an icon so that its colour is not all it has.
 *
 * @summary A notice: information, success, warning or error.
 * @slot - The sentence.
 * @slot actions - Buttons: the way on.
 * @csspart notice - The frame.
 */
export class ImportNotice extends LitElement {
  static override styles = [
    ...controls,
    css`
      :host {
        display: block;
        text-align: start;
      }

      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--_space-2) var(--_space-3);
        padding: var(--_space-2) var(--_space-3);
        border: 1px solid transparent;
        border-radius: var(--_radius);
        background: var(--_tone-soft);
        color: var(--_tone);
        --_tone: var(--_accent);
        --_tone-soft: var(--_accent-soft);
      }

      .success {
        --_tone: var(--_success);
        --_tone-soft: var(--_success-soft);
      }

      .warning {
        --_tone: var(--_warning);
        --_tone-soft: var(--_warning-soft);
      }

      .danger {
        --_tone: var(--_danger);
        --_tone-soft: var(--_danger-soft);
      }

      p {
        position: relative;
        flex: 1 1 12em;
        min-inline-size: 0;
        padding-inline-start: 28px;
        overflow-wrap: anywhere;
      }

      /* Beside the first line of the sentence, however high the buttons are. */
      svg {
        position: absolute;
        inset-block-start: 2px;
        inset-inline-start: 0;
      }

      ::slotted([slot='actions']) {
        display: flex;
        gap: var(--_space-2);
      }

      @media (forced-colors: active) {
        div {
          border-color: CanvasText;
        }
      }
    `,
  ]

  @property() tone: NoticeTone = 'info'

  override render() {
    return html`<div part="notice" class=${this.tone}>
      <p>${icon(ICONS[this.tone])}<slot></slot></p>
      <slot name="actions"></slot>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-notice': ImportNotice
  }
}
