import { css, html, LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import type { Entity } from '../../server-kit/contract/shapes.ts'
import { controls } from '../styles/controls.ts'
import type { Texts } from '../strings/texts.ts'
import { icon } from './icons.ts'

/** What is to be imported was chosen. */
export class ImportEntityEvent extends Event {
  static readonly type = 'import-entity'
  readonly entityType: string

  constructor(entityType: string) {
    super(ImportEntityEvent.type, { bubbles: true })
    this.entityType = entityType
  }
}

/**
 * The first question when the host did not answer it: which kind of record the file holds.
 *
 * @summary The choice of what to import.
 * @fires import-entity - One was chosen.
 * @csspart choice - One kind of record.
 */
export class ImportEntityChoice extends LitElement {
  static override styles = [
    ...controls,
    css`
      :host {
        display: block;
      }

      p {
        margin-block: var(--_space-1) var(--_space-4);
      }

      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
        gap: var(--_space-3);
      }

      button {
        justify-content: space-between;
        inline-size: 100%;
        min-block-size: 56px;
        padding-inline: var(--_space-4);
        border-color: var(--_hairline);
        border-radius: var(--_radius-panel);
        font-size: var(--_text-lead);
      }

      button:hover {
        border-color: var(--_accent);
      }

      svg {
        color: var(--_text-muted);
      }

      :host(:dir(rtl)) svg {
        transform: scaleX(-1);
      }
    `,
  ]

  @property({ attribute: false }) texts!: Texts
  @property({ attribute: false }) entities: readonly Entity[] = []

  override render() {
    const { wizard } = this.texts.strings
    return html`<h2 id="heading" tabindex="-1">${wizard.chooseEntity}</h2>
      <p class="muted">${wizard.chooseEntityHint}</p>
      <ul>
        ${this.entities.map(
          ({ entityType, label }) =>
            html`<li>
              <button
                part="choice"
                @click=${() => this.dispatchEvent(new ImportEntityEvent(entityType))}
              >
                ${label}${icon('right')}
              </button>
            </li>`,
        )}
      </ul>`
  }
}

declare global {
  interface HTMLElementEventMap {
    'import-entity': ImportEntityEvent
  }

  interface HTMLElementTagNameMap {
    'import-entity-choice': ImportEntityChoice
  }
}
