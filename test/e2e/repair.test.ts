import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { WizardPage } from '../support/wizard-page.ts'

/**
 * Forty bad values, whatever the number of rows: `REPAIR_ROWS=1000000 npx vitest run
 * test/e2e/repair.test.ts` repairs a full-sized file.
 */
const ROWS = Number(process.env['REPAIR_ROWS'] ?? 20_000)
/** Of so many rows one has a bad cell. */
const ONE_IN = 50

/** How each column is repaired: what is typed once Enter has opened the editor of a value. */
const COLUMNS = {
  'E-mail': { good: (row: number) => `p${row}@example.com`, bad: mail, fix: 'someone@example.com' },
  Gender: {
    good: (row: number) => ['Female', 'Male', 'NON-BINARY'][row % 3] ?? '',
    bad: word,
    fix: 'Fem',
  },
  Birthday: { good: day, bad: noDay, fix: '12311990' },
  Score: { good: (row: number) => String(row % 100), bad: noNumber, fix: '42' },
  Subscribed: { good: (row: number) => (row % 2 === 0 ? 'yes' : 'no'), bad: word, fix: 'Y' },
} as const
const NAMES = Object.keys(COLUMNS)
const BAD_VALUES = 8

const two = (number: number) => String(number).padStart(2, '0')

function day(row: number) {
  return `${1950 + (row % 50)}-${two(1 + (row % 12))}-${two(1 + (row % 28))}`
}

function mail(place: number) {
  return `nobody${place}@`
}

function word(place: number) {
  return `Unknown ${place}`
}

function noDay(place: number) {
  return `19${70 + place}-02-30`
}

function noNumber(place: number) {
  return `1,0,${place}`
}

/** Each bad value stands in many rows; a row has one at most. */
function cellsOf(row: number): string[] {
  const bad = row % ONE_IN === 0 ? (row / ONE_IN) % (NAMES.length * BAD_VALUES) : -1
  const cells = Object.values(COLUMNS).map(({ good, bad: wrong }, column) =>
    Math.floor(bad / BAD_VALUES) === column ? wrong(bad % BAD_VALUES) : good(row),
  )
  return [`Person ${row}`, ...cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell))]
}

function writeFile(path: string) {
  const file = openSync(path, 'w')
  let text = `Full name,${NAMES.join(',')}\n`
  for (let row = 0; row < ROWS; row++) {
    text += `${cellsOf(row).join(',')}\n`
    if (text.length < 1_000_000) continue
    writeSync(file, text)
    text = ''
  }
  writeSync(file, text)
  closeSync(file)
}

const isDecision = (request: Request) =>
  ['PATCH', 'POST'].includes(request.method()) && /\/(values|cells)/.test(request.url())

vi.setConfig({ testTimeout: 240_000 + ROWS, hookTimeout: 240_000 + ROWS / 10 })

describe('a file with forty bad values', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-kit-repair-'))
  const decisions: string[] = []
  let demo: DemoServer
  let browser: Browser
  let page: Page
  let wizard: WizardPage

  beforeAll(async () => {
    writeFile(join(folder, 'people.csv'))
    demo = await startDemo()
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
    page.setDefaultTimeout(60_000 + ROWS / 2)
    page.on('request', (request) => {
      if (isDecision(request)) decisions.push(`${request.method()} ${request.postData() ?? ''}`)
    })
    wizard = new WizardPage(page)
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const toReview = () => page.getByRole('grid').locator('[part=value]')

  /** Enter, what is typed, Enter: one action. Answers once it is saved. */
  async function repair(row: Locator, typed: string) {
    await page.keyboard.press('Enter')
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await row.getByText('Modified').waitFor()
    await expect.poll(() => isFocused(row)).toBe(true)
  }

  const isFocused = (row: Locator) => row.evaluate((element) => element.matches(':focus'))

  it('is repaired by forty actions of the keyboard', async () => {
    await wizard.open(demo.url, 'People')
    await wizard.upload(join(folder, 'people.csv'))
    await wizard.continueTo('Review the values')
    await page.getByText(/^40 values still have errors/).waitFor()
    let actions = 0
    for (const [column, { fix }] of Object.entries(COLUMNS)) {
      await wizard.review(column)
      const rows = toReview()
      await rows.nth(BAD_VALUES - 1).waitFor()
      expect(await rows.count()).toBe(BAD_VALUES)
      await rows.first().focus()
      for (let place = 0; place < BAD_VALUES; place++) {
        if (place > 0) await page.keyboard.press('ArrowDown')
        await repair(rows.nth(place), fix)
        actions += 1
      }
    }
    await page.getByText('Every value can be imported.').waitFor()
    expect(actions).toBe(40)
    expect(decisions).toHaveLength(40)
    expect(decisions.every((decision) => decision.startsWith('PATCH'))).toBe(true)
  })

  it('leaves nothing out: each row is imported with all of its cells', async () => {
    await wizard.continueTo('Check what will happen')
    const counts = page.getByRole('group', { name: 'Show rows' })
    await counts.waitFor()
    const told = await counts.getByRole('button').allInnerTexts()
    const [created = 0, updated = 0, ...others] = told.map((text) =>
      Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', '')),
    )
    // Rows that have the same address since they were repaired meet in one record.
    expect(created + updated).toBe(ROWS)
    expect(others).toEqual([])
    const name = `Import ${ROWS.toLocaleString('en')} rows`
    await expect.poll(() => page.getByRole('button', { name }).isEnabled()).toBe(true)
  })

  it('never made the server complain', () => expect(demo.errors).toEqual([]))
})
