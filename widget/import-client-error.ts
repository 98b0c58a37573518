import type { ErrorCode } from '../server-kit/contract/codes.ts'

/** A code of the contract, or `offline` when no answer came at all. */
export type ClientErrorCode = ErrorCode | 'offline'

export interface ClientErrorOptions {
  code: ClientErrorCode
  /** HTTP status; 0 when no answer came. */
  status: number
  message: string
  details?: Record<string, unknown> | undefined
}

/** What every method of `ImportClient` rejects with, but for an abort. */
export class ImportClientError extends Error {
  override name = 'ImportClientError'
  readonly code: ClientErrorCode
  readonly status: number
  readonly details: Record<string, unknown>

  constructor({ code, status, message, details }: ClientErrorOptions) {
    super(message)
    this.code = code
    this.status = status
    this.details = details ?? {}
  }
}

/** True for the rejection of a call that its own caller aborted: never shown to anybody. */
export const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'

/** Any thrown thing as a client error, so that there is one way to show it. */
export const toClientError = (error: unknown): ImportClientError =>
  error instanceof ImportClientError
    ? error
    : new ImportClientError({ code: 'internal', status: 0, message: String(error) })
