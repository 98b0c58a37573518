import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { chooseFile } from '../support/choose-file.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { KeyboardUser } from '../support/keyboard-user.ts'

const PEOPLE =
  'Full name,E-mail,Gender,Remarkable\nAda,ada@example.com,Robot,tall\n' +
  'Alan,alan@example.com,Robot,\nMary,mary@example.com,Female,\n'

/** From the empty page to the records, without a pointer: only the file is put into the chooser. */
describe('a whole import by keyboard', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-keyboard-'))
  const file = join(folder, 'people.csv')
  let demo: DemoServer
  let browser: Browser
  let page: Page
  let user: KeyboardUser

  beforeAll(async () => {
    writeFileSync(file, PEOPLE)
    demo = await startDemo()
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
    page.setDefaultTimeout(60_000)
    user = new KeyboardUser(page)
    await page.goto(`${demo.url}/import/people`)
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Tab passes a button by as long as it is off. */
  const isOn = (name: string) => page.getByRole('button', { name, disabled: false }).waitFor()
  const toContinue = async () => {
    await isOn('Continue')
    await user.tabTo('Continue')
  }

  it('chooses a file', async () => {
    await user.tabTo('Choose a file')
    await chooseFile(page, file, () => user.press('Enter'))
    await user.hears('people.csv was read: 3 rows.')
    expect(await user.isLedTo('Import People')).toHaveProperty('tag', 'h2')
  })

  it('changes how the file is read', async () => {
    await user.tabTo('Separator')
    await user.press('ArrowDown')
    await page.getByText('1 column', { exact: false }).first().waitFor()
    await user.tabTo('Separator')
    await user.press('ArrowUp')
    await page.getByText('4 columns', { exact: false }).waitFor()
    await expect.poll(() => user.focused()).toEqual({ name: 'Separator', tag: 'select' })
  })

  it('goes on, and the focus is at the heading of the new step', async () => {
    await toContinue()
    await user.press('Enter')
    await user.hears('Step 2 of 5: Map')
    expect(await user.isLedTo('Match the columns to your fields')).toHaveProperty('tag', 'h2')
  })

  it('says where a column goes', async () => {
    await page.getByRole('combobox', { name: 'Field for Remarkable' }).waitFor()
    await user.tabTo('Field for Remarkable')
    await user.press('ArrowDown')
    await page.getByRole('listbox').waitFor()
    await user.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await page.keyboard.type('Job')
    await user.press('Enter')
    const field = page.getByRole('combobox', { name: 'Field for Remarkable' })
    await expect.poll(() => field.inputValue()).toBe('Job title')
    await toContinue()
    await user.press('Space')
    // A small file is checked at once: the end of that may be told before the step was heard.
    await user.hears(/^Step 3 of 5: Review|^All columns are checked/)
    expect(await user.isLedTo('Review the values')).toHaveProperty('tag', 'h2')
  })

  it('corrects a value in all its rows', async () => {
    await page.getByRole('rowheader', { name: 'Robot' }).waitFor()
    // Otherwise what is said of the other columns could come over what is listened for.
    await isOn('Continue')
    await user.tabTo(/^Robot, 2 rows, becomes: Invalid choice/)
    await user.press('Enter')
    await page.keyboard.type('Non')
    await user.press('Enter')
    await user.hears('Robot: Non-binary')
    await toContinue()
    await user.press('Enter')
    await user.hears('Step 4 of 5: Preview')
    expect(await user.isLedTo('Check what will happen')).toHaveProperty('tag', 'h2')
  })

  it('is asked, changes its mind, and starts', async () => {
    await isOn('Import 3 rows')
    await user.tabTo('Import 3 rows')
    await user.press('Enter')
    await page.getByRole('dialog', { name: 'Import 3 rows?' }).waitFor()
    await expect.poll(() => user.focused()).toEqual({ name: 'Not yet', tag: 'button' })
    await user.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await expect.poll(() => user.focused()).toEqual({ name: 'Import 3 rows', tag: 'button' })
    await user.press('Enter')
    await page.getByRole('dialog', { name: 'Import 3 rows?' }).waitFor()
    await user.press('Tab', 'Enter')
    await page.getByRole('heading', { name: /^Done/ }).waitFor()
    await user.hears(/^Done/)
    expect(await user.isLedTo(/^Done/)).toHaveProperty('tag', 'h2')
  })

  it('goes from the end to the records', async () => {
    await user.tabTo('Done')
    await user.press('Enter')
    await page.getByRole('rowheader', { name: 'Mary' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/records/people')
    expect(demo.errors).toEqual([])
  })
})
