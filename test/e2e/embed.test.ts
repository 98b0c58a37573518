import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { chooseFile } from '../support/choose-file.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { sampleFile } from '../support/sample-files.ts'
import { WizardPage } from '../support/wizard-page.ts'

const FRAMEWORKS = ['html', 'react', 'vue', 'svelte', 'angular']
const UPLOADS = /\/api\/imports\?.*fileName=/

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

describe.each(FRAMEWORKS)('the wizard in a page of %s', (framework) => {
  let page: Page
  let faults: string[]

  beforeEach(async () => {
    page = await browser.newPage()
    page.setDefaultTimeout(60_000)
    faults = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text())
    })
    await page.goto(`${demo.url}/embed/${framework}/`)
  })
  afterEach(() => page.close())

  it('uploads a file, and its events reach the handler of the framework', async () => {
    await new WizardPage(page).upload(sampleFile('people.csv'))
    await page.getByText('Step: map').waitFor()
    expect(faults).toEqual([])
  })

  it('is given a property by the binding of the framework', async () => {
    const upload = page.waitForRequest(UPLOADS)
    await new WizardPage(page).choose(sampleFile('people.csv'))
    expect((await upload).headers()['x-demo-user']).toBe('cleo')
  })

  it('stops its upload when the framework takes it away', async () => {
    // Otherwise the upload would be over before the page is left.
    await page.route(UPLOADS, () => new Promise(() => {}))
    const given = page.waitForEvent('requestfailed')
    const upload = page.waitForRequest(UPLOADS)
    const button = page.getByRole('button', { name: 'Choose a file' })
    await chooseFile(page, sampleFile('people.csv'), () => button.click())
    await upload
    await page.getByRole('button', { name: 'Close' }).click()
    expect((await given).failure()?.errorText).toBe('net::ERR_ABORTED')
    await expect.poll(() => page.locator('import-wizard').count()).toBe(0)
  })
})
