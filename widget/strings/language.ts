import type { WarningCode } from '../../server-kit/contract/codes.ts'
import type { ClientErrorCode } from '../import-client-error.ts'
import type { Strings } from './en.ts'
import type { ServerTexts, Wording } from './wording.ts'

/**
 * A language beside English: nothing may be missing. In English the server's own sentence stands in
 * for codes without a text; here it would be a foreign one.
 */
export interface Language extends Strings {
  errors: Record<ClientErrorCode, Wording>
  server: ServerTexts & { warnings: Record<WarningCode, Wording> }
}
