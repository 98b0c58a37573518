import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { banner, manyPeople, openHostPage } from '../support/host-page.ts'
import { sampleFile } from '../support/sample-files.ts'
import { WizardPage } from '../support/wizard-page.ts'

const BODY = '<import-wizard endpoint="/api/imports" entity-type="people"></import-wizard>'
const MAP = 'Match the columns to your fields'
const REVIEW = 'Review the values'
const PREVIEW = 'Check what will happen'
const AWAY = 'The server could not be reached.'

describe('a server that is away for a while', () => {
  let browser: Browser
  let context: BrowserContext
  let demo: DemoServer
  let page: Page
  let wizard: WizardPage

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
    ;({ page } = await openHostPage(context, { url: demo.url, body: BODY }))
    wizard = new WizardPage(page)
  })
  afterEach(() => context.close())

  const isAway = () => banner(page).getByText(AWAY).waitFor()
  const tryAgain = () => banner(page).getByRole('button', { name: 'Try again' }).click()
  const press = (name: string) => page.getByRole('button', { name }).click()

  it('a file chosen while offline is sent once the connection is back', async () => {
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
    await context.setOffline(true)
    await page.locator('input[type=file]').setInputFiles(sampleFile('people.csv'))
    await isAway()
    await context.setOffline(false)
    await tryAgain()
    await wizard.continueTo(MAP)
    await expect.poll(() => page.getByText(AWAY).count()).toBe(0)
  })

  it('a mapping saved while offline is kept, and saved by trying again', async () => {
    await wizard.upload(sampleFile('people.csv'))
    await wizard.map('Notes', 'Not imported')
    const chosen = await wizard.target('Notes').inputValue()
    await context.setOffline(true)
    await press('Continue')
    await isAway()
    await expect.poll(() => wizard.target('Notes').inputValue()).toBe(chosen)
    await context.setOffline(false)
    await tryAgain()
    await page.getByRole('heading', { name: REVIEW }).waitFor()
    await expect.poll(() => banner(page).count()).toBe(0)
  })

  it('a correction typed while offline stays in its field, and is saved by trying again', async () => {
    await wizard.upload(sampleFile('people.csv'))
    await wizard.continueTo(REVIEW)
    await wizard.review('E-mail')
    const row = page.getByRole('row').filter({ has: page.getByRole('textbox') })
    const editor = row.first().getByRole('textbox')
    await context.setOffline(true)
    await editor.fill('fixed@example.com')
    await editor.press('Enter')
    await isAway()
    await expect.poll(() => editor.inputValue()).toBe('fixed@example.com')
    await context.setOffline(false)
    await tryAgain()
    await page.getByText('Modified', { exact: true }).first().waitFor()
    await expect.poll(() => banner(page).count()).toBe(0)
  })

  it('a step that a server restart interrupts goes on after it', async () => {
    await wizard.upload(sampleFile('people.csv'))
    await wizard.target('Notes').waitFor()
    await demo.kill()
    await press('Continue')
    await isAway()
    await demo.restart()
    await tryAgain()
    await page.getByRole('heading', { name: REVIEW }).waitFor()
    await demo.restart()
    await wizard.continueTo(PREVIEW)
    await wizard.start()
    await expect.poll(() => banner(page).count()).toBe(0)
  })

  it('an import whose server dies is followed to its end, and the notice goes away by itself', async () => {
    await page.locator('input[type=file]').setInputFiles(manyPeople(40_000))
    await wizard.continueTo(MAP)
    await wizard.continueTo(REVIEW)
    await wizard.continueTo(PREVIEW)
    await wizard.askToStart()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Import/ })
      .click()
    await page.getByRole('progressbar').first().waitFor()
    await demo.kill()
    await isAway()
    await demo.restart()
    // A lease of the dead server has to run out first.
    await page.getByRole('heading', { name: /^Done/ }).waitFor({ timeout: 180_000 })
    await expect.poll(() => banner(page).count()).toBe(0)
  })

  it('a history stays readable while its server is away, and goes on', async () => {
    await page.evaluate(() => {
      const history = document.createElement('import-history')
      history.endpoint = '/api/imports'
      document.body.replaceChildren(history)
    })
    await page.getByRole('button', { name: 'people.csv' }).first().waitFor()
    await demo.kill()
    await page.getByRole('searchbox').fill('many')
    await page.getByText(AWAY).waitFor()
    await demo.restart()
    await press('Try again')
    await page.getByRole('button', { name: 'many-people.csv' }).first().waitFor()
    await expect.poll(() => page.getByText(AWAY).count()).toBe(0)
  })
})
