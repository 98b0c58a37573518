import { css, html, LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import type { ColumnProgress } from '../../server-kit/contract/shapes.ts'
import { icon } from '../parts/icons.ts'
import type { Texts } from '../strings/texts.ts'
import { controls } from '../styles/controls.ts'
import type { ReviewTarget } from './review-target.ts'

/** A column was chosen. */
export class ImportColumnEvent extends Event {
  static readonly type = 'import-column'
  readonly source: string

  constructor(source: string) {
    super(ImportColumnEvent.type)
    this.source = source
  }
}

/**
 * The mapped columns with how far they are and what needs review; a picker in a narrow place.
 *
 * @summary The columns of the review.
 * @fires import-column - A column was chosen.
 * @csspart column - One column.
 */
export class ImportReviewColumns extends LitElement {
  static override styles = [
    ...controls,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }

      ul,
      .list {
        display: grid;
        gap: 2px;
      }

      .skeleton {
        block-size: 40px;
        margin: 4px var(--_space-3);
      }

      li button {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--_space-2);
        inline-size: 100%;
        min-block-size: 48px;
        padding: var(--_space-1) var(--_space-3);
        border-color: transparent;
        background: none;
        text-align: start;
      }

      li button:hover {
        background: color-mix(in srgb, transparent, var(--_text) 5%);
      }

      button[aria-current='true'],
      button[aria-current='true']:hover {
        background: var(--_accent-soft);
      }

      button[aria-current='true'] .name {
        color: var(--_accent);
      }

      .name,
      .target {
        overflow: hidden;
        unicode-bidi: isolate;
        text-overflow: ellipsis;
      }

      .target {
        grid-row: 2;
        font-weight: 400;
      }

      .state,
      .mark {
        display: grid;
        grid-row: span 2;
        align-items: center;
      }

      .icon-check {
        color: var(--_success);
      }

      .icon-clock {
        color: var(--_text-muted);
      }

      .picker {
        display: none;
      }

      @media (forced-colors: active) {
        button[aria-current='true']:not(:focus-visible) {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }

      @container import (max-width: 767px) {
        ul {
          display: none;
        }

        .picker {
          display: grid;
        }

        .skeleton {
          block-size: 36px;
          margin: 21px 0 0;
        }

        .skeleton ~ .skeleton {
          display: none;
        }

        .picker select {
          font-size: var(--_text-body);
          font-weight: 400;
        }
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) columns: readonly ColumnProgress[] = []
  @property({ attribute: false }) targets: ReadonlyMap<string, ReviewTarget> = new Map()
  /** The chosen column. */
  @property() chosen = ''

  override render() {
    const { review, map } = this.texts.strings
    if (this.columns.length === 0) return this.#renderSkeletons()
    return html`<label class="field picker"
        >${map.column}
        <select @change=${this.#onPicked}>
          ${this.columns.map(
            (column) =>
              html`<option value=${column.source} .selected=${column.source === this.chosen}>
                ${[column.source, this.#targetOf(column), this.#stateText(column)].join(' · ')}
              </option>`,
          )}
        </select>
      </label>
      <ul aria-label=${review.columns}>
        ${this.columns.map((column) => this.#renderColumn(column))}
      </ul>`
  }

  #renderSkeletons() {
    return html`<div class="list" aria-hidden="true">
      ${[1, 2, 3, 4, 5].map(() => html`<span class="skeleton"></span>`)}
    </div>`
  }

  #renderColumn(column: ColumnProgress) {
    const { source } = column
    return html`<li>
      <button
        part="column"
        aria-current=${source === this.chosen}
        title=${source}
        @click=${() => this.#choose(source)}
      >
        <span class="name">${source}</span>
        <span class="target meta">${this.#targetOf(column)}</span>
        <span class="state"
          ><span class="mark" aria-hidden="true">${this.#renderMark(column)}</span
          ><span class="visually-hidden">${this.#stateText(column)}</span></span
        >
      </button>
    </li>`
  }

  #renderMark({ status, errors, ownErrors = 0, progress }: ColumnProgress) {
    const { format } = this.texts
    if (status === 'pending') return icon('clock')
    if (status === 'validating') return html`<span class="meta">${format.percent(progress)}</span>`
    const wrong = errors + ownErrors
    if (wrong > 0) return html`<span class="badge warning">${format.number(wrong)}</span>`
    return icon('check')
  }

  #targetOf({ source }: ColumnProgress): string {
    return this.targets.get(source)?.label ?? ''
  }

  #stateText({ status, errors, ownErrors = 0, progress }: ColumnProgress): string {
    const { format, strings } = this.texts
    const { review } = strings
    if (status === 'pending') return review.waiting
    if (status === 'validating') return review.checking(format.percent(progress))
    const wrong = [
      errors > 0 && review.errors(errors, format),
      ownErrors > 0 && review.ownErrorsShort(ownErrors, format),
    ].filter((text) => text !== false)
    return wrong.length > 0 ? format.list(wrong) : review.checked
  }

  #choose(source: string): void {
    this.dispatchEvent(new ImportColumnEvent(source))
  }

  #onPicked({ target }: Event): void {
    if (target instanceof HTMLSelectElement) this.#choose(target.value)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-review-columns': ImportReviewColumns
  }
}
