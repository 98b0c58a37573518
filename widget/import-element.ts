import { LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import { ImportClient, type ImportClientOptions } from './import-client.ts'
import type { StringsOverride } from './strings/en.ts'
import { Texts } from './strings/texts.ts'

/** What `<import-wizard>` and `<import-history>` have in common: the server, the language, the zone. */
export abstract class ImportElement extends LitElement implements ImportClientOptions {
  /** Where the host mounted the router, such as `/api/imports`. */
  @property() endpoint = ''

  /** BCP 47 tag. Default: the page's, else the browser's. */
  @property() locale = ''

  /** IANA name. Default: the browser's. */
  @property({ attribute: 'time-zone' }) timeZone = ''

  /** Sent with every request, or a function that is asked before each one. */
  @property({ attribute: false }) headers: ImportClientOptions['headers']

  /** Replaces the platform's `fetch`. */
  @property({ attribute: false }) fetch: typeof fetch | undefined

  /** The host's own wording, by section; what is left out stays English. */
  @property({ attribute: false }) strings: StringsOverride = {}

  /** Reads endpoint, headers and fetch of this element anew for every call. */
  readonly client = new ImportClient(this)

  protected texts = new Texts('en', 'UTC')

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const isFirst = !this.hasUpdated
    if (isFirst || changed.has('locale') || changed.has('timeZone') || changed.has('strings')) {
      this.texts = new Texts(this.#usedLocale, this.usedTimeZone, this.strings)
    }
  }

  /** The zone in which times are read and shown. */
  protected get usedTimeZone(): string {
    return this.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone
  }

  get #usedLocale(): string {
    const wanted = [this.locale, document.documentElement.lang, navigator.language]
    return wanted.find(isLocale) ?? 'en'
  }
}

// Otherwise one misspelt `lang` of the page would take the whole element down.
const isLocale = (tag: string): boolean => {
  try {
    return tag !== '' && Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
