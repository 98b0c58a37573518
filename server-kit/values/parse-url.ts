import validator from 'validator'
import { accepted, refused, type CellParser } from './cell-parser.ts'

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i
const URL_RULES = {
  protocols: ['http', 'https', 'ftp'],
  require_protocol: true,
  // Otherwise `ann@example.com` would be a URL with a user name in it.
  disallow_auth: true,
}

/** The URL with its scheme (`https://` when none is written), or null. */
export function readUrl(text: string): string | null {
  const url = SCHEME.test(text) ? text : `https://${text}`
  return validator.isURL(url, URL_RULES) ? url : null
}

export const parseUrl: CellParser = (item) => {
  const url = readUrl(item)
  return url === null
    ? refused('Invalid URL. Expected something like https://example.com')
    : accepted(url)
}
