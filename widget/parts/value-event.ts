/** The value as it should be. */
export class ImportValueEvent extends Event {
  static readonly type = 'import-value'
  readonly value: string

  constructor(value: string) {
    super(ImportValueEvent.type)
    this.value = value
  }
}
