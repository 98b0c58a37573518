import validator from 'validator'
import { accepted, refused, type CellParser } from './cell-parser.ts'

const SCHEME_AND_WWW = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:www\.)?/
const PORT_PATH_AND_DOT = /\.?(?::\d+)?(?:[/?#].*)?$/s

/** The bare domain of a domain or URL: lower case, without scheme, `www.`, port and path. */
export const parseDomain: CellParser = (item) => {
  const domain = item.toLowerCase().replace(SCHEME_AND_WWW, '').replace(PORT_PATH_AND_DOT, '')
  return validator.isFQDN(domain)
    ? accepted(domain)
    : refused('Invalid domain. Expected something like example.com')
}
