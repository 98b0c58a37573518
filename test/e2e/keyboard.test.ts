import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { WizardPage } from '../support/wizard-page.ts'

const PEOPLE =
  'Full name,E-mail,Gender,Score\nAda,ada@example.com,Robot,1\nAlan,alan@example.com,Robot,2\n' +
  'Grace,grace@example.com,Cyborg,3\nJoan,joan@example.com,Alien,4\nMary,mary@example.com,Female,5\n'

/** Review and preview with real keys in a real browser: no pointer touches them. */
describe('the review by keyboard', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-keys-'))
  let demo: DemoServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    writeFileSync(join(folder, 'people.csv'), PEOPLE)
    demo = await startDemo()
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
    page.setDefaultTimeout(60_000)
    const wizard = new WizardPage(page)
    await wizard.open(demo.url, 'People')
    await wizard.upload(join(folder, 'people.csv'))
    await wizard.continueTo('Review the values')
    await wizard.review('Gender')
    await rows().nth(2).waitFor()
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const rows = () => page.locator('import-review-values [part=value]')
  const row = (value: string) => rows().filter({ hasText: value })
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const isFocused = (locator: Locator) => locator.evaluate((element) => element.matches(':focus'))
  const focusedName = () =>
    page.evaluate(() => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      return element?.ariaLabel ?? element?.textContent?.trim() ?? ''
    })

  it('Tab reaches one row, then its controls, and then leaves the list', async () => {
    await page.getByRole('button', { name: /^Skip all 3/ }).focus()
    const names: string[] = []
    for (let stop = 0; stop < 5; stop++) {
      await press('Tab')
      names.push(await focusedName())
    }
    const [first, ...others] = names
    expect(first).toMatch(/^Robot, 2 rows, becomes: Invalid choice/)
    expect(others).toEqual([
      'Show the 2 rows with Robot',
      'What Robot becomes',
      'Skip: Robot',
      'Back',
    ])
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab')
    await expect.poll(() => isFocused(row('Robot'))).toBe(true)
  })

  it('Home, End and the arrows move from value to value', async () => {
    await press('End')
    await expect.poll(() => isFocused(rows().nth(2))).toBe(true)
    await press('ArrowUp')
    await expect.poll(() => isFocused(rows().nth(1))).toBe(true)
    await press('Home')
    await expect.poll(() => isFocused(rows().nth(0))).toBe(true)
  })

  it('Escape keeps nothing of what was chosen', async () => {
    await press('Enter')
    await page.keyboard.type('Male')
    await expect.poll(() => page.getByLabel('What Robot becomes').inputValue()).toBe('Male')
    await press('Escape')
    await expect.poll(() => isFocused(row('Robot'))).toBe(true)
    await expect.poll(() => page.getByLabel('What Robot becomes').inputValue()).toBe('')
    await page.getByText('Needs review 3').waitFor()
  })

  it('the rows behind a value open, and one of them is corrected alone', async () => {
    await press('Tab', 'Enter')
    const list = page.getByRole('dialog')
    const items = list.locator('[part=row]')
    await items.first().waitFor()
    await expect.poll(() => isFocused(items.first())).toBe(true)
    await press('ArrowDown', 'Enter')
    await page.keyboard.type('Fem')
    await press('Escape')
    await expect.poll(() => isFocused(items.nth(1))).toBe(true)
    await press('Enter')
    await page.keyboard.type('Fem')
    await press('Enter')
    await items.nth(1).getByText('This row only').waitFor()
    await expect.poll(() => isFocused(items.nth(1))).toBe(true)
    await press('Escape')
    await list.waitFor({ state: 'detached' })
    await expect.poll(focusedName).toBe('Show the 2 rows with Robot')
    await page.getByText('1 cell was decided on its own.').waitFor()
  })

  it('a value is corrected, and the focus stays on it', async () => {
    await press('ArrowDown', 'Enter')
    await page.keyboard.type('Non')
    await press('Enter')
    await rows().nth(1).getByText('Modified').waitFor()
    await expect.poll(() => isFocused(rows().nth(1))).toBe(true)
  })

  it('a cell of the preview is corrected where it stands', async () => {
    await page.getByRole('button', { name: 'Continue' }).focus()
    await press('Enter')
    const grid = page.getByRole('grid')
    const cell = (place: number) => grid.locator('tbody tr').nth(place).locator('td').nth(3)
    await cell(1).waitFor()
    await page.getByRole('tab', { selected: true }).focus()
    await press('Tab')
    await press('End', 'ArrowDown')
    await expect.poll(() => isFocused(cell(1))).toBe(true)
    await press('Enter')
    await page.getByText('Changes this row only.').waitFor()
    await page.keyboard.type('77')
    await press('Escape')
    await page.getByText('Changes this row only.').waitFor({ state: 'detached' })
    await expect.poll(() => isFocused(cell(1))).toBe(true)
    await expect.poll(() => cell(1).innerText()).toBe('2')
    await press('Enter')
    await page.getByText('Changes this row only.').waitFor()
    await page.keyboard.type('77')
    await press('Enter')
    await cell(1).getByText('77').waitFor()
    await expect.poll(() => isFocused(cell(1))).toBe(true)
  })

  it('never made the server complain', () => expect(demo.errors).toEqual([]))
})
