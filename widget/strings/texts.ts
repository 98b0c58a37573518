import type { Warning } from '../../server-kit/contract/shapes.ts'
import type { ImportClientError } from '../import-client-error.ts'
import type { FirstStrings } from './en-first.ts'
import type { Strings, StringsOverride } from './en.ts'
import type { Format } from './format.ts'
import type { Wording } from './wording.ts'

/**
 * Strings and formats of one public element: handed down to its steps and parts as `.texts`. What is
 * shown first may lack the texts of the later steps (`FirstStrings`) until those are loaded.
 */
export class Texts<S extends FirstStrings = Strings> {
  readonly format: Format
  readonly #language: () => S
  readonly #own: StringsOverride
  #known: S | undefined
  #strings: S | undefined

  constructor(format: Format, language: () => S, own: StringsOverride = {}) {
    this.format = format
    this.#language = language
    this.#own = own
  }

  get strings(): S {
    const language = this.#language()
    if (!this.#strings || this.#known !== language) this.#strings = withOwn(language, this.#own)
    this.#known = language
    return this.#strings
  }

  /** A sentence for a person: by code, else the server's own, else a general one. */
  error({ code, message, details }: ImportClientError): string {
    const { errors, common } = this.strings
    return this.#worded(errors[code], details) ?? (message || common.unknownError)
  }

  warning({ code, message, details = {} }: Warning): string {
    const warnings: Record<string, Wording | undefined> = this.strings.server.warnings
    return this.#worded(warnings[code], details) ?? this.sentence(message)
  }

  /** What the server says about a value, a row or a column, in the language of the element. */
  sentence(text: string): string {
    return this.strings.server.sentence(text, this.format)
  }

  #worded(text: Wording | undefined, details: Record<string, unknown>): string | undefined {
    return typeof text === 'function' ? text(details, this.format) : text
  }
}

/** Of what is shown before a file is uploaded, or an import of the history is opened. */
export type FirstTexts = Texts<FirstStrings>

/** A language with a host's own wording, section by section. */
const withOwn = <S extends FirstStrings>(language: S, own: StringsOverride): S => {
  const sections = Object.entries(own).map(([name, texts]) => {
    const section: unknown = Reflect.get(language, name)
    return [name, Object.assign({}, section, texts)] as const
  })
  return Object.assign({}, language, Object.fromEntries(sections))
}
