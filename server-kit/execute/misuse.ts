import { ImportError, SetupError } from '../errors.ts'
import { HostAnswerError } from '../importer/host-answers.ts'
import { PromiseInTransactionError } from '../model/transaction.ts'

const MISUSES = [ImportError, SetupError, HostAnswerError, PromiseInTransactionError]

/** Errors of the set-up, not of a row: another attempt, or another split, would meet them again. */
export const isMisuse = (error: unknown) => MISUSES.some((misuse) => error instanceof misuse)
