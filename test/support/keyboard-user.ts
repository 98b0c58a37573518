import type { Page } from 'playwright-core'

/** Nothing on a page of the demo is further away. */
const MOST_STOPS = 60

interface Focused {
  /** Its name, as a screen reader says it. */
  name: string
  tag: string
}

/** Who has a keyboard and a screen reader, and no pointer. */
export class KeyboardUser {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }

  /** What has the focus, in whichever shadow root. */
  focused(): Promise<Focused> {
    return this.#page.evaluate(() => {
      let found = document.activeElement
      while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement
      const element = found
      const isField = element instanceof HTMLSelectElement || element instanceof HTMLInputElement
      const label = isField ? element.labels?.item(0)?.textContent : element?.textContent
      const name = element?.ariaLabel ?? label ?? ''
      return { name: name.replaceAll(/\s+/g, ' ').trim(), tag: element?.localName ?? '' }
    })
  }

  /** Presses Tab until it is there: by the order of the page, from where one is. */
  async tabTo(name: string | RegExp): Promise<void> {
    const passed: string[] = []
    while (passed.length < MOST_STOPS) {
      await this.press('Tab')
      const here = await this.focused()
      if (matches(here.name, name)) return
      passed.push(here.name)
    }
    throw new Error(`Tab does not lead to ${String(name)}, but to ${passed.join(' | ')}`)
  }

  /** Waits until the live region of the wizard says it. */
  async hears(sentence: string | RegExp): Promise<string> {
    const region = this.#page.locator('import-wizard [aria-live=polite]')
    const said = region.filter({ hasText: sentence }).first()
    await said.waitFor({ state: 'attached' })
    return (await said.textContent()) ?? ''
  }

  /** Waits until the focus is moved there by the page. */
  async isLedTo(name: string | RegExp): Promise<Focused> {
    for (;;) {
      const here = await this.focused()
      if (matches(here.name, name)) return here
      await this.#page.waitForTimeout(50)
    }
  }
}

const matches = (text: string, wanted: string | RegExp) =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text)
