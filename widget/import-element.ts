import { LitElement, nothing } from 'lit'
import { property } from 'lit/decorators.js'
import { ImportClient, type ImportClientOptions } from './import-client.ts'
import { PageLanguage } from './page-language.ts'
import type { StringsOverride } from './strings/en.ts'
import { Format } from './strings/format.ts'
import { fetchTexts, isSpoken, textsFor } from './strings/languages.ts'
import { Texts, type FirstTexts } from './strings/texts.ts'

/**
 * What `<import-wizard>` and `<import-history>` have in common: the server, the language, the look.
 *
 * @cssproperty [--import-accent=light-dark(#3157d5, #8aa4ff)] - The one colour that stands out: primary actions, focus, what is chosen.
 * @cssproperty [--import-on-accent=light-dark(#ffffff, #0d1533)] - Text on the accent.
 * @cssproperty [--import-accent-soft=light-dark(#edf1fd, #1e2746)] - The ground of what is chosen.
 * @cssproperty [--import-ground=light-dark(#ffffff, #16181d)] - The background of everything.
 * @cssproperty [--import-ground-soft=light-dark(#f6f7f9, #1d2027)] - The background of what steps back.
 * @cssproperty [--import-ground-raised=light-dark(#ffffff, #20242c)] - The background of fields, buttons and dialogs.
 * @cssproperty [--import-text=light-dark(#1a1e29, #e7e9ef)] - The text.
 * @cssproperty [--import-text-muted=light-dark(#5a6272, #a3abba)] - The text of hints and labels.
 * @cssproperty [--import-hairline=12% of the text] - Lines between rows and around panels.
 * @cssproperty [--import-edge=light-dark(#8b93a3, #6b7383)] - The border of fields.
 * @cssproperty [--import-success=light-dark(#17693a, #7ed7a0)] - Text of what went well.
 * @cssproperty [--import-success-soft=light-dark(#e5f4ea, #15301f)] - Its ground.
 * @cssproperty [--import-success-fill=light-dark(#2f9e5d, #4cb87a)] - Its part of a bar.
 * @cssproperty [--import-warning=light-dark(#7a4b00, #f2c76b)] - Text of what needs a look.
 * @cssproperty [--import-warning-soft=light-dark(#fdf2d9, #34290f)] - Its ground.
 * @cssproperty [--import-warning-fill=light-dark(#c98a12, #d9a63a)] - Its part of a bar.
 * @cssproperty [--import-danger=light-dark(#b3261e, #ff9f97)] - Text of what went wrong.
 * @cssproperty [--import-danger-soft=light-dark(#fdebea, #3a1c1d)] - Its ground.
 * @cssproperty [--import-danger-fill=light-dark(#d0453c, #e46a61)] - Its part of a bar, and the border of a field in error.
 * @cssproperty [--import-on-danger=light-dark(#ffffff, #2b0b0a)] - Text on `--import-danger`.
 * @cssproperty [--import-font=inherit] - The font family.
 * @cssproperty [--import-text-meta=12px] - Size of hints, badges and table headers.
 * @cssproperty [--import-text-table=13px] - Size of tables.
 * @cssproperty [--import-text-body=14px] - Size of everything else.
 * @cssproperty [--import-text-lead=16px] - Size of headings inside a step.
 * @cssproperty [--import-text-title=20px] - Size of the heading of a step.
 * @cssproperty [--import-line-height=1.45] - Height of a line.
 * @cssproperty [--import-radius=6px] - Corners of fields and buttons.
 * @cssproperty [--import-radius-button=--import-radius] - Corners of buttons alone.
 * @cssproperty [--import-radius-panel=10px] - Corners of panels, tables and dialogs.
 * @cssproperty [--import-space-1=4px] - The smallest distance.
 * @cssproperty [--import-space-2=8px] - Between things that belong together.
 * @cssproperty [--import-space-3=12px] - Inside of cells and panels.
 * @cssproperty [--import-space-4=16px] - Between groups.
 * @cssproperty [--import-space-5=24px] - Between parts of a step.
 * @cssproperty [--import-space-6=32px] - The largest distance.
 * @cssproperty [--import-padding=24px] - Space around everything; 16px in a narrow place.
 * @cssproperty [--import-min-height=600px] - Of the wizard: the foot of every step is at the same place.
 * @cssproperty [--import-shadow=two soft layers] - Of dialogs and open lists.
 * @cssproperty [--import-motion=150ms] - Length of transitions; none for who asks for less motion.
 * @cssproperty [--import-sticky-top=0px] - Height of what the page keeps at its top: headers that stick stay below it.
 */
export abstract class ImportElement extends LitElement implements ImportClientOptions {
  /** Where the host mounted the router, such as `/api/imports`. */
  @property() endpoint = ''

  /**
   * BCP 47 tag. Default: the `lang` around the element, else the browser's. Texts are there in English,
   * German, French and Arabic; for any other language pass them as `strings`.
   */
  @property() locale = ''

  /** IANA name. Default: the browser's. */
  @property({ attribute: 'time-zone' }) timeZone = ''

  /** Headers of every request, such as authorization; or a function, also async, that is asked before each. */
  @property({ attribute: false }) headers: ImportClientOptions['headers']

  /** Replaces the platform's `fetch`. */
  @property({ attribute: false }) fetch: typeof fetch | undefined

  /** The host's own wording, by section; what is left out stays as it is in the language. */
  @property({ attribute: false }) strings: StringsOverride = {}

  /** Reads endpoint, headers and fetch of this element anew for every call. */
  readonly client = new ImportClient(this)

  protected texts = this.#createTexts('en')
  #textsOf = ''
  readonly #pageLanguage = new PageLanguage(this)

  /** Waits for the language: otherwise the first thing that everybody sees would be English. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const fetching = fetchTexts(this.#usedLocale)
    if (!fetching) return super.scheduleUpdate()
    return fetching.then(() => super.scheduleUpdate())
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const locale = this.#usedLocale
    const isOther = this.#textsOf !== locale || changed.has('timeZone') || changed.has('strings')
    if (!isOther) return
    this.#textsOf = locale
    this.texts = this.#createTexts(locale)
  }

  #createTexts(locale: string): FirstTexts {
    const isHostsOwn = Object.keys(this.strings).length > 0
    // Otherwise English texts would have another language's dates and plurals in them.
    const spoken = isSpoken(locale) || isHostsOwn ? locale : 'en'
    const format = new Format(spoken, this.usedTimeZone)
    return new Texts(format, () => textsFor(locale), this.strings)
  }

  /** What the root of the element says about its texts, which may be in another language than the page. */
  protected get textLanguage(): string {
    return this.texts.format.locale
  }

  /**
   * The page's direction, unless the texts need their own: they run from right to left, or the host asked
   * for their language. A `dir` on the element itself goes before both.
   */
  protected get textDirection(): 'rtl' | 'ltr' | typeof nothing {
    if (this.dir) return nothing
    if (RTL.test(this.textLanguage)) return 'rtl'
    return this.locale ? 'ltr' : nothing
  }

  /** The host gave other headers: by content, because many hosts make the same ones anew. */
  protected hasOtherHeaders(changed: Map<PropertyKey, unknown>): boolean {
    return changed.has('headers') && contentOf(this.headers) !== contentOf(changed.get('headers'))
  }

  /** The zone in which times are read and shown. */
  protected get usedTimeZone(): string {
    return this.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone
  }

  get #usedLocale(): string {
    const wanted = [this.locale, this.#pageLanguage.lang, navigator.language]
    return wanted.find(isLocale) ?? 'en'
  }
}

/** Languages that are written from right to left, by name or script. */
const RTL = /^(ar|arc|azb|ckb|dv|fa|he|iw|ks|mzn|nqo|pnb|ps|sd|syr|ug|ur|yi)\b|-(arab|hebr)\b/i

const contentOf = (headers: unknown): string | undefined =>
  typeof headers === 'function' ? 'asked' : JSON.stringify(headers)

// Otherwise one misspelt `lang` of the page would take the whole element down.
const isLocale = (tag: string): boolean => {
  try {
    return tag !== '' && Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
