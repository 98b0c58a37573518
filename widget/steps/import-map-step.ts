import { html, nothing } from 'lit'
import { state } from 'lit/decorators.js'
import type { Column, Entity } from '../../server-kit/contract/shapes.ts'
import { canMatch, matchingFields, missingFields, openColumns } from '../mapping-draft.ts'
import { icon } from '../parts/icons.ts'
import { controls } from '../styles/controls.ts'
import { entityOf, type MapView } from '../wizard-state.ts'
import { mapStepStyles } from './import-map-step.styles.ts'
import { StepElement } from './step-element.ts'

/**
 * The second step: where each column of the file goes.
 *
 * @summary Maps columns to fields.
 * @csspart primary - The primary action.
 */
export class ImportMapStep extends StepElement {
  static override styles = [...controls, mapStepStyles]

  @state() private unmappedOnly = false
  @state() private isAsking = false

  override firstUpdated(): void {
    void this.store.mapping.load()
  }

  override render() {
    const view = this.store.viewOf('map')
    const entity = entityOf(this.store.state)
    if (!view || !entity) return nothing
    const { map } = this.texts.strings
    return html`<h2 id="heading" tabindex="-1">${map.heading}</h2>
      ${
        view.columns
          ? html`${this.#renderSummary(view, entity)}
            ${this.#renderColumns(view.columns.columns, view, entity)}
            ${this.#renderActions(view.columns.columns, view, entity)}`
          : this.#renderSkeleton()
      }
      ${this.#renderDialog(entity)}`
  }

  #renderSummary({ targets }: MapView, entity: Entity) {
    const { strings, format } = this.texts
    const { map } = strings
    const mapped = [...targets.values()].filter((mapping) => mapping !== null).length
    return html`<div class="summary">
      <span>${map.mapped(mapped, targets.size, format)}</span>
      ${this.#renderRequired(
        missingFields(entity, targets).map(({ key }) => key),
        entity,
      )}
      <div class="tools">
        <label class="check">
          <input
            type="checkbox"
            .checked=${this.unmappedOnly}
            @change=${() => (this.unmappedOnly = !this.unmappedOnly)}
          />
          ${map.unmappedOnly}
        </label>
        <button class="small" title=${map.resetHint} @click=${() => this.store.mapping.reset()}>
          ${icon('undo')}${map.reset}
        </button>
      </div>
    </div>`
  }

  #renderRequired(missing: readonly string[], { fields }: Entity) {
    const { map } = this.texts.strings
    const required = fields.filter((field) => field.required)
    if (required.length === 0) return nothing
    return html`<div class="needs">
      <span class="muted" id="required">${map.requiredFields}</span>
      <ul class="needs" aria-labelledby="required">
        ${required.map(({ key, label }) => {
          const isMissing = missing.includes(key)
          return html`<li>
            <span class="badge ${isMissing ? 'warning' : 'success'}">
              ${icon(isMissing ? 'alert' : 'check')}${label}
              <span class="visually-hidden">${isMissing ? map.isMissing : map.isMapped}</span>
            </span>
          </li>`
        })}
      </ul>
    </div>`
  }

  #renderColumns(columns: readonly Column[], view: MapView, entity: Entity) {
    const { map } = this.texts.strings
    const shown = this.unmappedOnly
      ? columns.filter(({ source }) => !view.targets.get(source))
      : columns
    if (shown.length === 0) return html`<p class="empty">${map.allMapped}</p>`
    return html`<import-map-columns
      exportparts="columns: map-columns, map-row, target-input, target-list"
      .store=${this.store}
      .texts=${this.texts}
      .entity=${entity}
      .view=${view}
      .columns=${shown}
      .disabled=${this.store.state.busy !== null}
    ></import-map-columns>`
  }

  #renderActions(columns: readonly Column[], view: MapView, entity: Entity) {
    const { common } = this.texts.strings
    const isBusy = this.store.state.busy !== null
    const hint = this.#obstacle(columns, view, entity)
    const canGoBack = view.record.status === 'mapping'
    return html`<div class="actions">
      ${
        canGoBack
          ? html`<button ?disabled=${isBusy} @click=${() => this.store.mapping.backToUpload()}>
              ${common.back}
            </button>`
          : nothing
      }
      ${hint === null ? nothing : html`<span class="hint" id="hint">${hint}</span>`}
      <button
        class="primary"
        part="primary"
        aria-describedby=${hint === null ? nothing : 'hint'}
        ?disabled=${isBusy || hint !== null}
        @click=${() => this.#onContinue(view, entity)}
      >
        ${common.continue}
      </button>
    </div>`
  }

  /** What stands between the user and the review, as a sentence; null: nothing. */
  #obstacle(columns: readonly Column[], { targets }: MapView, entity: Entity): string | null {
    const { strings, format } = this.texts
    const { map } = strings
    const missing = missingFields(entity, targets)
    if (missing.length > 0) {
      return map.continueMissing(format.list(missing.map(({ label }) => label)))
    }
    const open = openColumns(entity, columns, targets)
    if (open.length > 0) return map.continueFormats(format.list(open))
    const hasAny = [...targets.values()].some((mapping) => mapping !== null)
    return hasAny ? null : map.continueNothing
  }

  #renderDialog(entity: Entity) {
    const { strings, format } = this.texts
    const { map } = strings
    const fields = matchingFields(entity).map(({ label }) => label)
    const back = () => (this.isAsking = false)
    return html`<import-dialog
      exportparts="dialog"
      .heading=${map.duplicatesTitle}
      .open=${this.isAsking}
      @import-dismiss=${back}
    >
      <p>${map.duplicatesText(format.list(fields), fields.length)}</p>
      <div slot="actions">
        <button @click=${() => this.#save()}>${map.duplicatesNone}</button>
        <button class="primary" part="primary" autofocus @click=${back}>
          ${map.duplicatesBack}
        </button>
      </div>
    </import-dialog>`
  }

  #renderSkeleton() {
    const { common } = this.texts.strings
    return html`<div class="skeletons" role="status" aria-label=${common.loading}>
      ${[1, 2, 3, 4].map(() => html`<span class="skeleton"></span>`)}
    </div>`
  }

  #onContinue({ targets }: MapView, entity: Entity): void {
    if (canMatch(entity, targets)) this.#save()
    else this.isAsking = true
  }

  #save(): void {
    this.isAsking = false
    void this.store.mapping.save()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'import-map-step': ImportMapStep
  }
}
