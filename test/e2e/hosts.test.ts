import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { chooseFile } from '../support/choose-file.ts'
import { computedStyles, differences, type Styles } from '../support/computed-styles.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { running } from '../support/page-checks.ts'

const HOSTS = ['tailwind', 'bootstrap', 'reset', 'legacy']
const FILE = {
  name: 'people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('Name,E-mail\nAda,a@b.example'),
}

/** The host's to choose: its family of fonts, light or dark, what a touch looks like, and the place. */
const OF_THE_HOST =
  /^(--|-webkit-tap-highlight-color|color-scheme|text-size-adjust|font-family|inset-|(top|right|bottom|left)$)/

let browser: Browser
let demo: DemoServer
let page: Page

beforeAll(async () => {
  demo = await startDemo()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
  page.setDefaultTimeout(60_000)
})
afterEach(() => page.close())

/** The history and the card of a file, both in one font: how wide words are is the font's. */
async function filled(name: string): Promise<Styles> {
  await page.goto(`${demo.url}/hosts/${name}`)
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('import-wizard, import-history')) {
      element.style.setProperty('--import-font', 'monospace')
    }
  })
  const button = page.getByRole('button', { name: 'Choose a file' })
  await chooseFile(page, FILE, () => button.click())
  await page.locator('import-wizard').getByRole('button', { name: 'Continue' }).waitFor()
  await page.locator('import-wizard').getByRole('rowheader', { name: '2' }).waitFor()
  await page.locator('import-history').getByText('No imports yet').waitFor()
  await page.mouse.move(0, 0)
  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
  )
  // Whatever moves has come to rest: what the pointer and the focus have left, too.
  await expect.poll(() => running(page)).toEqual([])
  return computedStyles(page, 'import-wizard, import-history', true)
}

describe('the elements', () => {
  let bare: Styles

  it('are found in a bare page', async () => {
    bare = await filled('bare')
    expect(Object.keys(bare).length).toBeGreaterThan(60)
  })

  it.each(HOSTS)('look in a page of %s as in a bare one', async (name) => {
    const inside = await filled(name)
    expect(Object.keys(inside)).toEqual(Object.keys(bare))
    expect(differences(bare, inside, (property) => OF_THE_HOST.test(property))).toEqual([])
  })
})

describe.each(['bare', ...HOSTS])('a page of %s', (name) => {
  it('is as it was before the elements were registered', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/import-wizard.js', async (route) => {
      await released
      await route.continue()
    })
    await page.goto(`${demo.url}/hosts/${name}`, { waitUntil: 'commit' })
    await page.locator('#host dialog').waitFor({ state: 'attached' })
    // All of the page is there, and its styles: only the module is waited for.
    await page.waitForFunction(
      () => document.readyState !== 'loading' && document.styleSheets.length === 2,
    )
    const before = await computedStyles(page, '#host', false)
    const sheets = () =>
      page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length)
    const globals = () => page.evaluate(() => Object.keys(window).toSorted())
    const [sheetsBefore, globalsBefore] = [await sheets(), await globals()]
    release()
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
    const after = await computedStyles(page, '#host', false)
    expect(Object.keys(before).length).toBeGreaterThan(20)
    expect(differences(before, after, () => false)).toEqual([])
    expect(await sheets()).toBe(sheetsBefore)
    // Lit notes its version there, so that two of them on a page are seen.
    const added = (await globals()).filter((key) => !globalsBefore.includes(key))
    expect(added.filter((key) => !/^(lit|reactiveElement)/.test(key))).toEqual([])
  })
})
