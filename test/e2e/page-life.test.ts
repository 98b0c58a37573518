import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { type HostPage, manyPeople, openHostPage } from '../support/host-page.ts'
import { sampleFile } from '../support/sample-files.ts'
import { WizardPage } from '../support/wizard-page.ts'

const BUNDLE = new URL('../../dist/import-wizard.js', import.meta.url)
const MAP = 'Match the columns to your fields'
const WIZARD = '<import-wizard endpoint="/api/imports" entity-type="people"></import-wizard>'

describe('the elements in a page of a host', () => {
  let browser: Browser
  let context: BrowserContext
  let demo: DemoServer

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })
  beforeEach(async () => {
    context = await browser.newContext({ extraHTTPHeaders: { 'x-demo-user': 'ada' } })
  })
  afterEach(() => context.close())

  const open = (host: Omit<HostPage, 'url'>) => openHostPage(context, { url: demo.url, ...host })

  /** Takes the wizard out of the page, and puts it back after a moment. */
  const reattach = (page: Page) =>
    page.locator('import-wizard').evaluate(async (wizard) => {
      const place = wizard.parentElement
      wizard.remove()
      await new Promise((resolve) => setTimeout(resolve, 200))
      place?.append(wizard)
    })

  it('the bundle may be loaded twice, from two addresses', async () => {
    await context.route('**/other/import-wizard.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: readFileSync(BUNDLE) }),
    )
    const { page, complaints } = await open({ body: WIZARD, scripts: ['/other/import-wizard.js'] })
    await new WizardPage(page).upload(sampleFile('people.csv'))
    expect(complaints).toEqual([])
  })

  it('two wizards and a history do not know of each other', async () => {
    const { page, complaints } = await open({
      body: `<section aria-label="First">${WIZARD}</section>
        <section aria-label="Second">${WIZARD.replace('people', 'company')}</section>
        <import-history endpoint="/api/imports"></import-history>`,
    })
    const first = page.getByRole('region', { name: 'First' })
    const second = page.getByRole('region', { name: 'Second' })
    await first.locator('input[type=file]').setInputFiles(sampleFile('people.csv'))
    await second.locator('input[type=file]').setInputFiles(sampleFile('companies.csv'))
    await first.getByRole('button', { name: 'Continue' }).click()
    await first.getByRole('heading', { name: MAP }).waitFor()
    await second.getByText('companies.csv').first().waitFor()
    await second.getByRole('button', { name: 'Continue' }).click()
    await second.getByRole('heading', { name: MAP }).waitFor()
    await first.getByRole('button', { name: 'Continue' }).click()
    await first.getByRole('heading', { name: 'Review the values' }).waitFor()
    await expect.poll(() => second.getByRole('heading', { name: MAP }).count()).toBe(1)
    const ids = await page
      .locator('import-wizard')
      .evaluateAll((wizards) => wizards.map((wizard) => wizard.getAttribute('import-id')))
    expect(new Set(ids).size).toBe(2)
    expect(complaints).toEqual([])
  })

  it('a wizard that is taken out and put back keeps its file and the choices of the mapping', async () => {
    const { page, complaints } = await open({ body: WIZARD })
    const wizard = new WizardPage(page)
    await wizard.choose(sampleFile('people.csv'))
    await reattach(page)
    await wizard.continueTo(MAP)
    await wizard.map('Notes', 'Not imported')
    const chosen = await wizard.target('Notes').inputValue()
    await reattach(page)
    await page.getByRole('heading', { name: MAP }).waitFor()
    await expect.poll(() => wizard.target('Notes').inputValue()).toBe(chosen)
    await wizard.continueTo('Review the values')
    await reattach(page)
    await wizard.continueTo('Check what will happen')
    await reattach(page)
    await wizard.start()
    expect(complaints).toEqual([])
  })

  it('a wizard that is taken out while rows are written follows the import again', async () => {
    const { page, complaints } = await open({ body: WIZARD })
    const wizard = new WizardPage(page)
    await page.locator('input[type=file]').setInputFiles(manyPeople(20_000))
    await wizard.continueTo(MAP)
    await wizard.continueTo('Review the values')
    await wizard.continueTo('Check what will happen')
    await wizard.askToStart()
    const start = page.getByRole('dialog').getByRole('button', { name: /^Import/ })
    await start.click()
    await page.getByRole('progressbar').first().waitFor()
    await reattach(page)
    await page.getByRole('heading', { name: /^Done/ }).waitFor()
    expect(complaints).toEqual([])
  })

  it('a wizard that is taken out for good asks the server nothing more', async () => {
    const { page } = await open({ body: WIZARD })
    const wizard = new WizardPage(page)
    await page.locator('input[type=file]').setInputFiles(manyPeople(20_000))
    await wizard.continueTo(MAP)
    await wizard.continueTo('Review the values')
    await page.locator('import-wizard').evaluate((element) => element.remove())
    // What it asked before has been told by now: an answer of the page cannot be overtaken.
    await page.evaluate(() => null)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.waitForTimeout(2500)
    expect(asked).toEqual([])
  })
})
