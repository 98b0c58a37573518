import type { ImportClientError } from '../import-client-error.ts'
import { en, type Strings, type StringsOverride } from './en.ts'
import { Format } from './format.ts'

/** Strings and formats of one public element: handed down to its steps and parts as `.texts`. */
export class Texts {
  readonly strings: Strings
  readonly format: Format

  constructor(locale: string, timeZone: string, override: StringsOverride = {}) {
    this.strings = withOverride(override)
    this.format = new Format(locale, timeZone)
  }

  /** A sentence for a person: by code, else the server's own, else a general one. */
  error({ code, message, details }: ImportClientError): string {
    const { errors, common } = this.strings
    const text = errors[code]
    if (typeof text === 'function') return text(details, this.format)
    return text ?? (message || common.unknownError)
  }
}

const withOverride = (own: StringsOverride): Strings => ({
  common: { ...en.common, ...own.common },
  errors: { ...en.errors, ...own.errors },
  wizard: { ...en.wizard, ...own.wizard },
  upload: { ...en.upload, ...own.upload },
  map: { ...en.map, ...own.map },
  review: { ...en.review, ...own.review },
  preview: { ...en.preview, ...own.preview },
  execute: { ...en.execute, ...own.execute },
  results: { ...en.results, ...own.results },
  history: { ...en.history, ...own.history },
})
