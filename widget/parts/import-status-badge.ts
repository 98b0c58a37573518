import { css, html, LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import type { ImportStatus } from '../../server-kit/contract/stages.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { icon, type IconName } from './icons.ts'

type Mark = { tone: string; icon: IconName }

const DRAFT: Mark = { tone: '', icon: 'file' }
const MARKS: Record<ImportStatus, Mark> = {
  uploading: DRAFT,
  mapping: DRAFT,
  reviewing: DRAFT,
  previewing: DRAFT,
  importing: { tone: 'accent', icon: 'update' },
  completed: { tone: 'success', icon: 'check' },
  failed: { tone: 'danger', icon: 'cross' },
  cancelled: { tone: '', icon: 'skip' },
}
const STALLED: Mark = { tone: 'warning', icon: 'alert' }

/**
 * The status of an import in a word, an icon and a colour.
 *
 * @summary A status badge.
 * @csspart badge - The badge.
 */
export class ImportStatusBadge extends LitElement {
  static override styles = [
    ...controls,
    css`
      :host {
        display: inline-block;
      }

      svg {
        inline-size: 12px;
        block-size: 12px;
        stroke-width: 2.25;
      }

      .icon-update {
        animation: turn 1.8s linear infinite;
      }

      @keyframes turn {
        to {
          transform: rotate(-1turn);
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .icon-update {
          animation: none;
        }
      }

      @media (forced-colors: active) {
        .badge {
          border: 1px solid;
        }
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  @property() status: ImportStatus = 'mapping'
  /** Importing, but nobody works on it. */
  @property({ type: Boolean }) stalled = false

  override render() {
    const { statuses } = this.texts.strings.results
    const mark = this.stalled ? STALLED : MARKS[this.status]
    return html`<span part="badge" class="badge ${mark.tone}"
      >${icon(mark.icon)}${statuses[this.stalled ? 'stalled' : this.status]}</span
    >`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-status-badge': ImportStatusBadge
  }
}
