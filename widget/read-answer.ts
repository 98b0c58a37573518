import { ERROR_STATUS, type ErrorCode } from '../server-kit/contract/codes.ts'
import { ImportClientError } from './import-client-error.ts'

const isRecord = (thing: unknown): thing is Record<string, unknown> =>
  typeof thing === 'object' && thing !== null && !Array.isArray(thing)

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code)

/** JSON, or undefined: a proxy between us and the server may answer with anything. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a proxy answers for a server that is down or starts anew. */
const AWAY = [502, 503, 504]

/** A refusal `{ error: { code, message, details? } }` as an error; anything else is `internal`. */
export const refusal = (status: number, body: unknown): ImportClientError => {
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : {}
  const { code, message, details } = error
  return new ImportClientError({
    code: isErrorCode(code) ? code : AWAY.includes(status) ? 'offline' : 'internal',
    status,
    message: typeof message === 'string' ? message : '',
    details: isRecord(details) ? details : undefined,
  })
}

/** No answer: the network, or the server, is away. */
export const offline = (): ImportClientError =>
  new ImportClientError({ code: 'offline', status: 0, message: '' })
