import { css, html, LitElement, svg } from 'lit'
import { property } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import { barSegments, type BarPart } from './bar-segments.ts'

/** The four counts of a result, in the order of the bar. */
export interface Results {
  created: number
  updated: number
  skipped: number
  failed: number
}

const PARTS = ['created', 'updated', 'skipped', 'failed'] as const

/**
 * Created, updated, skipped and failed rows side by side, with their counts below.
 *
 * @summary The result of an import at a glance.
 * @csspart bar - The bar.
 * @csspart counts - The list of counts.
 */
export class ImportResultBar extends LitElement {
  static override styles = [
    ...controls,
    css`
      :host {
        display: grid;
        gap: var(--_space-2);
        container: results / inline-size;
      }

      /* Widths are attributes: an inline style would need the page's policy to allow it. */
      svg {
        inline-size: 100%;
        block-size: 10px;
        border-radius: 99px;
        background: color-mix(in srgb, transparent, var(--_text) 10%);
        stroke: none;
        forced-color-adjust: none;
      }

      :host(:dir(rtl)) svg {
        transform: scaleX(-1);
      }

      ul {
        display: grid;
        /* Of one width: each digit more would move the other counts while rows are written. */
        grid-template-columns: repeat(2, minmax(0, 184px));
        gap: var(--_space-1) var(--_space-4);
        font-variant-numeric: tabular-nums;
      }

      li {
        display: inline-flex;
        align-items: center;
        gap: var(--_space-2);
      }

      li.zero {
        color: var(--_text-muted);
      }

      i {
        inline-size: 10px;
        block-size: 10px;
        border-radius: 3px;
        background: var(--_fill);
        forced-color-adjust: none;
      }

      rect {
        fill: var(--_fill);
      }

      b {
        font-weight: 600;
      }

      .created {
        --_fill: var(--_success-fill);
      }

      .updated {
        --_fill: var(--import-accent, light-dark(#3157d5, #8aa4ff));
      }

      .skipped {
        --_fill: light-dark(#a4abb8, #767e8d);
      }

      .failed {
        --_fill: var(--_danger-fill);
      }

      @container results (min-width: 680px) {
        ul {
          grid-template-columns: repeat(4, minmax(0, 184px));
        }
      }

      @media (forced-colors: active) {
        svg {
          border: 1px solid CanvasText;
        }
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) results: Results = {
    created: 0,
    updated: 0,
    skipped: 0,
    failed: 0,
  }
  /** All rows of the import: what is not done yet leaves the bar open. */
  @property({ type: Number }) total = 0

  override render() {
    const parts = PARTS.map((name): BarPart => ({ name, count: this.results[name] }))
    return html`<svg part="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        ${barSegments(parts, this.total).map(
          ({ name, start, width }) =>
            svg`<rect class=${name} x=${start} y="0" width=${width} height="10" />`,
        )}
      </svg>
      <ul part="counts">
        ${parts.map((part) => this.#renderCount(part))}
      </ul>`
  }

  #renderCount({ name, count }: BarPart) {
    const { strings, format } = this.texts
    const item = html`<li class="${name} ${count === 0 ? 'zero' : ''}">
      <i></i><span><b>${format.number(count)}</b> ${strings.results[name]}</span>
    </li>`
    // A new one: otherwise its word would be seen to move with each digit more.
    return keyed(count, item)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-result-bar': ImportResultBar
  }
}
