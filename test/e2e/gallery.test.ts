import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GROUPS } from '../../demo/pages/browser/gallery/states.ts'
import { launchChromium } from '../support/chromium.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { axeFaults, overflow, running, smallTargets } from '../support/page-checks.ts'
import { knownStates, shownIn } from '../support/shown-states.ts'
import { openWatchedPage } from '../support/watched-page.ts'

const WIDTHS = [1440, 768, 360]
const states = GROUPS.flatMap(({ states }) => states)

/** Pictures for a person to look at: `GALLERY_SHOTS=/some/folder npx vitest run test/e2e/gallery.test.ts` */
const folder = process.env['GALLERY_SHOTS']

async function take(page: Page, name: string) {
  if (!folder) return
  // A dialog is as large as the window; the page behind it is longer.
  const hasDialog = (await page.getByRole('dialog').count()) > 0
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: !hasDialog })
}

/** Asked of the page about its frame: a frame that is being replaced cannot be asked itself. */
const firstFrame = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('iframe')?.contentDocument?.documentElement
    return {
      dir: root?.dir,
      scheme: root?.dataset['scheme'],
      isShown: 'shown' in (root?.dataset ?? {}),
    }
  })

/** Every state of both elements, looked at as a user with each need sees it. */
describe('the gallery', () => {
  let demo: DemoServer
  let browser: Browser
  let context: BrowserContext

  beforeAll(async () => {
    if (folder) mkdirSync(folder, { recursive: true })
    demo = await startDemo()
    browser = await launchChromium()
    context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
    // Otherwise the pages lack the mark that the tests' compiler puts on every function.
    await context.addInitScript('globalThis.__name = (named) => named')
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  const open = async (path: string) => {
    const { page, faults } = await openWatchedPage(context, demo.url)
    // One of the pages has all the others in frames, which takes a busy machine more than a minute.
    page.setDefaultTimeout(180_000)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(`${demo.url}/gallery${path}`)
    return { page, faults }
  }

  it('tells of every state by what it is known', () => {
    expect(knownStates).toEqual(states.map(({ name }) => name))
  })

  it.each(states)('shows $name to everybody', async ({ name }) => {
    const { page, faults } = await open(`/${name}`)
    await shownIn(page, name).waitFor()
    await page.waitForFunction(() => 'shown' in document.documentElement.dataset)
    expect(await running(page)).toEqual([])
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await expect.poll(() => overflow(page), { message: `overflow at ${width}` }).toBe(0)
      await take(page, `${name}-${width}-light`)
    }
    await expect.poll(() => smallTargets(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect.poll(() => smallTargets(page)).toEqual([])
    expect(await axeFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await axeFaults(page, ['color-contrast'])).toEqual([])
    await take(page, `${name}-1440-dark`)
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await shownIn(page, name).isVisible()).toBe(true)
    await take(page, `${name}-1440-forced`)
    expect(await faults()).toEqual([])
    await page.close()
  })

  it.each(states)('shows $name from right to left', async ({ name }) => {
    const { page, faults } = await open(`/${name}?dir=rtl`)
    await shownIn(page, name).waitFor()
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await expect.poll(() => overflow(page), { message: `overflow at ${width}` }).toBe(0)
    }
    await take(page, `${name}-360-rtl`)
    expect(await faults()).toEqual([])
    await page.close()
  })

  it('has them all on one page, with switches', async () => {
    const { page, faults } = await open('')
    const frames = page.locator('iframe')
    await expect.poll(() => frames.count()).toBe(states.length)
    expect(await page.locator('iframe:not([title])').count()).toBe(0)
    const first = page.frameLocator('iframe').first()
    await first.getByRole('heading', { name: 'What do you want to import?' }).waitFor()
    const steps = await page.evaluate(() => history.length)
    await page.getByLabel('Colours').selectOption('Dark')
    await page.getByLabel('Direction').selectOption('Right to left')
    await page.getByLabel('Width').selectOption('768 px')
    await expect
      .poll(() => firstFrame(page), { timeout: 180_000 })
      .toEqual({ dir: 'rtl', scheme: 'dark', isShown: true })
    await first.locator('html[dir=rtl][data-scheme=dark] h2').waitFor()
    // Back leads out of the gallery, however often the switches were used.
    expect(await page.evaluate(() => history.length)).toBe(steps)
    await expect.poll(() => new URL(page.url()).search).toBe('?width=768&scheme=dark&dir=rtl')
    await page.reload()
    await expect.poll(() => frames.first().getAttribute('width')).toBe('768')
    await page.setViewportSize({ width: 360, height: 800 })
    await expect.poll(() => overflow(page)).toBe(0)
    expect(await faults()).toEqual([])
    await page.close()
  })

  it('leads to it from every page of the demo', async () => {
    const page = await context.newPage()
    await page.goto(demo.url)
    await page.getByRole('link', { name: 'Every state of the elements' }).click()
    await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/gallery')
    await page.close()
  })
})
