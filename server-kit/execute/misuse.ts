import { ImportError, SetupError } from '../errors.ts'
import { HostAnswerError } from '../importer/host-answers.ts'
import { HostTimeoutError } from '../importer/host-timeout.ts'
import { PromiseInTransactionError } from '../model/transaction.ts'

const OF_THE_SETUP = [ImportError, SetupError, PromiseInTransactionError]

const isOneOf = (error: unknown, kinds: readonly (new (...given: never[]) => Error)[]) =>
  kinds.some((kind) => error instanceof kind)

/** Errors that another attempt at the batch would meet again. */
export const isMisuse = (error: unknown) => isOneOf(error, [...OF_THE_SETUP, HostAnswerError])

/** Errors that no row is to blame for: splitting the batch would only meet them again. */
export const isOfNoRow = (error: unknown) => isOneOf(error, [...OF_THE_SETUP, HostTimeoutError])
