import type { Browser, BrowserContext, Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GROUPS } from '../../demo/pages/browser/gallery/states.ts'
import { launchChromium } from '../support/chromium.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { loadAxe } from '../support/page-checks.ts'
import { shownIn } from '../support/shown-states.ts'

const THEMES = ['primer', 'clay', 'night']
const states = GROUPS.flatMap(({ states }) => states)
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
  const { looked, texts } = await page.evaluate(async () => {
    const found = await window.axe.run('body', { runOnly: ['color-contrast'] })
    const nodes = found.violations.flatMap(({ nodes }) => nodes)
    const texts = nodes.map((node) => `${node.html} ${node.failureSummary}`)
    return { looked: found.passes.flatMap(({ nodes }) => nodes).length + texts.length, texts }
  })
  expect(looked).toBeGreaterThan(0)
  return texts
}

/** As the switch of the gallery does it, without loading the page again. */
const dress = (page: Page, theme: string) =>
  page.evaluate((name) => void (document.querySelector('main')!.className = name), `theme-${theme}`)

describe('in every theme, light and dark, there is contrast enough', () => {
  let context: BrowserContext
  beforeAll(async () => {
    // Otherwise a button is measured on its way from one colour to another.
    context = await browser.newContext({ reducedMotion: 'reduce' })
  })
  afterAll(() => context?.close())

  it.each(states)('in $name', async ({ name }) => {
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(`${demo.url}/gallery/${name}?theme=${THEMES[0]}`)
    await shownIn(page, name).waitFor()
    await page.waitForFunction(() => 'shown' in document.documentElement.dataset)
    await loadAxe(page)
    for (const theme of THEMES) {
      await dress(page, theme)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await pale(page), `${theme}, ${colorScheme}`).toEqual([])
      }
    }
    await page.close()
  })
})

it.each(THEMES)('the page of the theme %s shows both elements in it', async (theme) => {
  const page = await browser.newPage()
  await page.goto(`${demo.url}/themes?theme=${theme}`)
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  const accents = await page.evaluate(() =>
    ['import-wizard', 'import-history'].map((tag) =>
      getComputedStyle(document.querySelector(tag)!).getPropertyValue('--import-accent').trim(),
    ),
  )
  expect(accents[0]).not.toBe('')
  expect(accents[1]).toBe(accents[0])
  await page.close()
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
