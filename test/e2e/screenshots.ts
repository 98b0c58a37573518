/**
 * Pictures of each step at three widths, light and dark, for a person to look at. By hand, after a build:
 * `npx tsx test/e2e/screenshots.ts <folder>`
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startDemo } from '../support/demo-server.ts'
import { sampleFile } from '../support/sample-files.ts'
import { WizardPage } from '../support/wizard-page.ts'

const WIDTHS = [360, 768, 1440]
const SCHEMES = ['light', 'dark'] as const

const folder = process.argv[2]
if (!folder) throw new Error('Say where the pictures go: screenshots.ts <folder>')
mkdirSync(folder, { recursive: true })

interface Look {
  url: string
  width: number
  scheme: (typeof SCHEMES)[number]
}

/** One import from the record list to the history. */
async function walk(browser: Browser, { url, width, scheme }: Look) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme })
  page.setDefaultTimeout(20_000)
  let place = 0
  const take = async (name: string) => {
    // Otherwise a picture shows what is still moving.
    await page.waitForTimeout(400)
    place += 1
    const file = `${String(place).padStart(2, '0')}-${name}-${width}-${scheme}.png`
    await page.screenshot({ path: join(folder ?? '', file), fullPage: !name.startsWith('dialog') })
  }
  const wizard = new WizardPage(page)
  await wizard.open(url, 'People')
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  await take('upload')
  await wizard.choose(sampleFile('people.csv'))
  await take('uploaded')
  await wizard.continueTo('Match the columns to your fields')
  await take('map')
  await wizard.continueTo('Review the values')
  await wizard.review('E-mail')
  await take('review')
  await wizard.review('Sex')
  await take('review-choice')
  await page.getByRole('button', { name: 'Find and replace' }).click()
  await page.getByLabel('Find', { exact: true }).fill('e')
  await page.getByLabel('Replace with').fill('a')
  await page.getByText(/values? changes?, in/).waitFor()
  await take('review-replace')
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^Show the .* with/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('row').nth(1).waitFor()
  await take('dialog-rows')
  await page.keyboard.press('Enter')
  await take('dialog-rows-edit')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await wizard.continueTo('Check what will happen')
  await page.getByRole('grid').waitFor()
  await take('preview')
  await page.getByRole('gridcell').nth(1).click()
  await page.getByText('Changes this row only.').waitFor()
  await take('dialog-cell')
  await page.keyboard.press('Escape')
  await wizard.askToStart()
  await take('dialog')
  await wizard.confirmStart()
  await take('done')
  await wizard.open(url, 'People')
  await wizard.upload(sampleFile('people-with-errors.csv'))
  await wizard.continueTo('Review the values')
  await wizard.continueTo('Check what will happen')
  await wizard.start()
  await take('done-with-failures')
  await page.goto(`${url}/history`)
  await page.getByRole('button', { name: 'people-with-errors.csv' }).first().click()
  await take('history-details')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await take('history')
  await page.goto(`${url}/records/people`)
  await take('records')
  await page.close()
}

const browser = await launchChromium()
for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    // A CRM of its own each time: otherwise the second walk would only update.
    const demo = await startDemo()
    await walk(browser, { url: demo.url, width, scheme })
    await demo.stop()
  }
}
await browser.close()
