import { ERROR_STATUS, type ErrorCode } from '../../contract/codes.ts'
import { ImportError } from '../../errors.ts'

/** What a thread is told once, when it starts. */
export interface ThreadSettings {
  storageDir: string
  mostOpen: number
}

/** A call to a thread; `cancel` asks it to leave the call of that number. */
export type ThreadRequest =
  { id: number; name: string; importId: string; args: readonly unknown[] } | { cancel: number }

export type ThreadAnswer = { id: number; result: unknown } | { id: number; error: SentError }

/** An error as plain data: a thread's messages carry no classes. */
export interface SentError {
  code: string | null
  message: string
  details: Record<string, unknown> | null
  stack: string | null
}

export function sentError(error: unknown): SentError {
  if (error instanceof ImportError) {
    const { code, message, details = null } = error
    return { code, message, details, stack: null }
  }
  if (!(error instanceof Error)) {
    return { code: null, message: String(error), details: null, stack: null }
  }
  return { code: null, message: error.message, details: null, stack: error.stack ?? null }
}

const isCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_STATUS, code)

export function receivedError({ code, message, details, stack }: SentError): Error {
  if (code !== null && isCode(code)) {
    return new ImportError(code, message, details ? { details } : {})
  }
  const error = new Error(message)
  if (stack !== null) error.stack = stack
  return error
}
