import type { ImportView } from '../server-kit/contract/shapes.ts'
import type { Step } from '../server-kit/contract/stages.ts'
import type { ImportClientError } from './import-client-error.ts'

const PUBLIC = { bubbles: true, composed: true } as const

/** Any event about one import; `import` is its record as the server last told it. */
abstract class ImportEvent extends Event {
  readonly import: ImportView

  constructor(type: string, record: ImportView, init: EventInit = PUBLIC) {
    super(type, init)
    this.import = record
  }
}

/** A file was uploaded and read. */
export class ImportUploadedEvent extends ImportEvent {
  constructor(record: ImportView) {
    super('import-uploaded', record)
  }
}

/** Another step became the current one. `import` is null while nothing is uploaded. */
export class ImportStepEvent extends Event {
  readonly step: Step
  readonly import: ImportView | null

  constructor(step: Step, record: ImportView | null) {
    super('import-step', PUBLIC)
    this.step = step
    this.import = record
  }
}

/** The user pressed Start. Cancelable: `preventDefault()` keeps the import from starting. */
export class ImportStartEvent extends ImportEvent {
  constructor(record: ImportView) {
    super('import-start', record, { ...PUBLIC, cancelable: true })
  }
}

/** More rows were written. */
export class ImportProgressEvent extends ImportEvent {
  constructor(record: ImportView) {
    super('import-progress', record)
  }
}

/** The import is over: completed, or failed (see `import.status`). */
export class ImportFinishEvent extends ImportEvent {
  constructor(record: ImportView) {
    super('import-finish', record)
  }
}

/** The user left: the import was cancelled, discarded, or kept as a draft; null before an upload. */
export class ImportCancelEvent extends Event {
  readonly import: ImportView | null

  constructor(record: ImportView | null) {
    super('import-cancel', PUBLIC)
    this.import = record
  }
}

/** Something failed; the element shows it as well. */
export class ImportErrorEvent extends Event {
  readonly error: ImportClientError

  constructor(error: ImportClientError) {
    super('import-error', PUBLIC)
    this.error = error
  }
}

/** The details of an import of the history were opened. */
export class ImportOpenEvent extends ImportEvent {
  constructor(record: ImportView) {
    super('import-open', record)
  }
}

/** The user wants to go on with a draft of the history: open it in an `<import-wizard>`. */
export class ImportContinueEvent extends ImportEvent {
  constructor(record: ImportView) {
    super('import-continue', record)
  }
}

/** The user wants to import another file like this one: `<import-wizard like="…">` maps it alike. */
export class ImportAgainEvent extends ImportEvent {
  constructor(record: ImportView) {
    super('import-again', record)
  }
}

declare global {
  interface HTMLElementEventMap {
    'import-uploaded': ImportUploadedEvent
    'import-step': ImportStepEvent
    'import-start': ImportStartEvent
    'import-progress': ImportProgressEvent
    'import-finish': ImportFinishEvent
    'import-cancel': ImportCancelEvent
    'import-error': ImportErrorEvent
    'import-open': ImportOpenEvent
    'import-continue': ImportContinueEvent
    'import-again': ImportAgainEvent
  }
}
