import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js'
import { refused, type CellParser } from './cell-parser.ts'

/** Whether `code` is an ISO 3166 country whose phone numbers are known. */
export const isCountry = (code: string) => isSupportedCountry(code)

const countryOf = (code: string): CountryCode | undefined =>
  isSupportedCountry(code) ? code : undefined

/** A valid phone number, read as one of `country` when it has no international prefix. */
export function readPhone(text: string, country: string): PhoneNumber | null {
  const defaultCountry = countryOf(country)
  const options = defaultCountry ? { defaultCountry, extract: false } : { extract: false }
  const phone = parsePhoneNumberFromString(text, options)
  return phone?.isValid() ? phone : null
}

/** E.164; an extension is kept behind it as RFC 3966 has it (`;ext=5`), otherwise it would be lost. */
export const parsePhone: CellParser = (item, rule) => {
  const phone = readPhone(item, rule.defaultCountry)
  if (!phone) return refused('Invalid phone number. Expected something like +1 202 555 0143')
  const value = phone.ext ? `${phone.number};ext=${phone.ext}` : phone.number
  return { ok: true, value, mapped: phone.formatInternational() }
}
