import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { DemoClient } from '../support/demo-client.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { shiftsOf, slowServer, watchShifts } from '../support/layout-shifts.ts'
import { sampleFile } from '../support/sample-files.ts'
import { WizardPage } from '../support/wizard-page.ts'

/** Every answer comes late: whatever it moved would have been looked at by then. */
describe('with a slow server nothing moves by itself', () => {
  let demo: DemoServer
  let browser: Browser

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchChromium()
    const client = new DemoClient(demo.url)
    const { id } = await client.upload('people', 'people.csv', 'Name,E-mail\nAda,ada@example.com\n')
    await client.saveMappings(id)
    await client.toPreview(id)
    await client.start(id)
    await client.finished(id)
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  const opened = async (width: number): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'en-US' })
    page.setDefaultTimeout(60_000)
    await watchShifts(page)
    await slowServer(page)
    return page
  }

  it.each([1440, 768, 360])('in a whole import, %i pixels wide', async (width) => {
    const page = await opened(width)
    const wizard = new WizardPage(page)
    await page.goto(`${demo.url}/import/people`)
    await wizard.choose(sampleFile('people.csv'))
    await page.getByRole('table').waitFor()
    expect(await shiftsOf(page), 'upload').toEqual([])
    await wizard.continueTo('Match the columns to your fields')
    await page.getByRole('combobox').first().waitFor()
    expect(await shiftsOf(page), 'map').toEqual([])
    await wizard.continueTo('Review the values')
    await wizard.review('E-mail')
    await page.getByRole('rowheader').first().waitFor()
    await page.getByRole('button', { name: /^Continue/, disabled: false }).waitFor()
    expect(await shiftsOf(page), 'review').toEqual([])
    await wizard.continueTo('Check what will happen')
    await page.getByRole('gridcell').first().waitFor()
    expect(await shiftsOf(page), 'preview').toEqual([])
    await wizard.start()
    expect(await shiftsOf(page), 'import').toEqual([])
    await page.close()
  })

  it.each([1440, 768, 360])('in the history, %i pixels wide', async (width) => {
    const page = await opened(width)
    await page.goto(`${demo.url}/history`)
    const file = page.getByRole('button', { name: 'people.csv' }).first()
    await file.waitFor()
    expect(await shiftsOf(page), 'list').toEqual([])
    await page.getByLabel('Status', { exact: true }).selectOption('Completed')
    await page
      .getByRole('table', { name: 'Import history' })
      .and(page.locator('[aria-busy=false]'))
      .waitFor()
    expect(await shiftsOf(page), 'filter').toEqual([])
    await file.click()
    await page.getByRole('dialog').getByText('created').waitFor()
    expect(await shiftsOf(page), 'details').toEqual([])
    await page.close()
  })
})
