/** The user wants out: of a draft that is kept or discarded, or of an import that is over. */
export class ImportLeaveEvent extends Event {
  static readonly type = 'import-leave'
  readonly discards: boolean

  constructor({ discards }: { discards: boolean }) {
    super(ImportLeaveEvent.type, { bubbles: true, composed: true })
    this.discards = discards
  }
}

declare global {
  interface HTMLElementEventMap {
    'import-leave': ImportLeaveEvent
  }
}
