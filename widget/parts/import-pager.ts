import { css, html, LitElement, nothing } from 'lit'
import { property } from 'lit/decorators.js'
import { controls } from '../styles/controls.ts'
import type { Texts } from '../strings/texts.ts'
import { icon } from './icons.ts'

/** Asks for the page that begins at `offset`. */
export class ImportPageEvent extends Event {
  static readonly type = 'import-page'
  readonly offset: number

  constructor(offset: number) {
    super(ImportPageEvent.type, { bubbles: true })
    this.offset = offset
  }
}

/**
 * Back and on through a list, with the place where one is. Shows nothing when all fits on a page.
 *
 * @summary Pages of a list.
 * @fires import-page - Asks for the page at `offset`.
 * @csspart pager - The bar.
 */
export class ImportPager extends LitElement {
  static override styles = [
    ...controls,
    css`
      :host {
        display: block;
      }

      nav {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: var(--_space-1);
        font-variant-numeric: tabular-nums;
      }

      span {
        margin-inline-end: var(--_space-2);
      }

      :host(:dir(rtl)) svg {
        transform: scaleX(-1);
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  @property({ type: Number }) offset = 0
  @property({ type: Number }) limit = 25
  @property({ type: Number }) total = 0
  /** There are more than `total`, which were not counted. */
  @property({ attribute: false }) isOver = false

  override render() {
    if (this.total <= this.limit && this.offset === 0) return nothing
    const { strings, format } = this.texts
    const last = Math.min(this.offset + this.limit, this.total)
    const words = this.isOver ? strings.common.pageOver : strings.common.page
    const range = { first: Math.min(this.offset + 1, last), last, total: this.total }
    return html`<nav part="pager" aria-label=${strings.common.pages}>
      <span class="meta">${words(range, format)}</span>
      <button
        class="ghost quiet icon"
        aria-label=${strings.common.previousPage}
        ?disabled=${this.offset === 0}
        @click=${() => this.#ask(this.offset - this.limit)}
      >
        ${icon('left')}
      </button>
      <button
        class="ghost quiet icon"
        aria-label=${strings.common.nextPage}
        ?disabled=${last >= this.total && !this.isOver}
        @click=${() => this.#ask(this.offset + this.limit)}
      >
        ${icon('right')}
      </button>
    </nav>`
  }

  #ask(offset: number): void {
    this.dispatchEvent(new ImportPageEvent(Math.max(0, offset)))
  }
}

declare global {
  interface HTMLElementEventMap {
    'import-page': ImportPageEvent
  }

  interface HTMLElementTagNameMap {
    'import-pager': ImportPager
  }
}
