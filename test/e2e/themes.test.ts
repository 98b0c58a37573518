import type { Browser, BrowserContext, Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { loadAxe } from '../support/page-checks.ts'
import { sampleFile } from '../support/sample-files.ts'
import { WizardPage } from '../support/wizard-page.ts'

const THEMES = ['plain', 'primer', 'clay', 'night']
const STYLES = resolve(import.meta.dirname, '../../demo/pages/browser/themes.css')

let browser: Browser
let demo: DemoServer

beforeAll(async () => {
  demo = await startDemo()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

/** What has too little contrast, of all that is shown now. */
async function pale(page: Page): Promise<string[]> {
  await loadAxe(page)
  const violations = await page.evaluate(async () => {
    const found = await window.axe.run('body', { runOnly: ['color-contrast'] })
    const ways = found.passes.flatMap(({ nodes }) => nodes).length
    const nodes = found.violations.flatMap(({ nodes }) => nodes)
    return { ways, texts: nodes.map((node) => `${node.html} ${node.failureSummary}`) }
  })
  expect(violations.ways).toBeGreaterThan(10)
  return violations.texts
}

describe.each(THEMES)('the theme %s', (theme) => {
  it.each(['light', 'dark'])(
    'has contrast enough when the page is %s',
    { timeout: 120_000 },
    async (scheme) => {
      // Otherwise a button is measured on its way from disabled to enabled.
      const context: BrowserContext = await browser.newContext({ reducedMotion: 'reduce' })
      await context.addCookies([{ name: 'demo-theme', value: scheme, url: demo.url }])
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      await page.goto(`${demo.url}/themes?theme=${theme}`)
      await page.getByRole('button', { name: 'Choose a file' }).waitFor()
      const found = await pale(page)
      const wizard = new WizardPage(page)
      await wizard.upload(sampleFile('people-with-errors.csv'))
      found.push(...(await pale(page)))
      await wizard.continueTo('Review the values')
      await page.getByRole('rowheader').first().waitFor()
      found.push(...(await pale(page)))
      await context.close()
      expect(found).toEqual([])
    },
  )
})

describe('the style sheet of the themes', () => {
  it('uses the public API alone', () => {
    const css = readFileSync(STYLES, 'utf8').replaceAll(/\/\*.*?\*\//gs, '')
    const selectors = [...css.matchAll(/([^{}]+)\{/g)].map(([, selector = '']) => selector.trim())
    const ofElements = selectors.filter((selector) => selector.includes('import-'))
    expect(ofElements.length).toBeGreaterThan(8)
    const tail =
      /(?::is\(import-wizard, import-history\)|import-(?:wizard|history))(?:::part\([\w-]+\))?$/
    expect(ofElements.filter((selector) => !tail.test(selector))).toEqual([])
  })
})
