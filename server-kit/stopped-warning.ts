import { ImportError } from './errors.ts'
import { HostTimeoutError } from './importer/host-timeout.ts'
import type { Import } from './model/import.ts'

type Warnings = Import['warnings']

const CODE = 'import_stopped'

/** Says with the record why it stopped: whoever finds it in the history was not there. */
export const withReason = (warnings: Warnings, message: string): Warnings => [
  ...withoutReason(warnings),
  { code: CODE, message },
]

export const withoutReason = (warnings: Warnings): Warnings =>
  warnings.filter(({ code }) => code !== CODE)

/** Texts of other errors stay in the log: they may hold what is nobody's business. */
export function reasonOf(error: unknown): string {
  if (error instanceof ImportError) return error.message
  if (error instanceof HostTimeoutError) return 'The application did not answer in time.'
  return 'An unexpected error stopped the import. The log has it under the id of this import.'
}
