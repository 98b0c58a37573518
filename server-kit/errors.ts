import { ERROR_STATUS, type ErrorCode } from './contract/codes.ts'

export interface ImportErrorOptions {
  details?: Record<string, unknown>
  cause?: unknown
}

/**
 * A refusal that the contract knows: a code of its table and a sentence that the end user can act on.
 * The router answers it as `{ error: { code, message, details? } }`.
 */
export class ImportError extends Error {
  override name = 'ImportError'
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, message: string, options: ImportErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.details = options.details
  }

  get status() {
    return ERROR_STATUS[this.code]
  }
}

/** A mistake in the host's set-up: thrown while the kit is created, so that it is seen at start. */
export class SetupError extends Error {
  override name = 'SetupError'

  constructor(where: string, problem: string) {
    super(`[import-kit] ${where}: ${problem}`)
  }
}
