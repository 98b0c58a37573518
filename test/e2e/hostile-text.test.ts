import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { DemoClient } from '../support/demo-client.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { STRING_LISTS } from '../support/naughty-strings.ts'
import { type WatchedPage, openWatchedPage, textsOf } from '../support/watched-page.ts'
import { WizardPage } from '../support/wizard-page.ts'
import { historyAnswer } from '../../server-kit/contract/index.ts'

const MAP = 'Match the columns to your fields'
const HISTORY_PAGE = 25

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const fileOf = (rows: string[][]) => ({
  name: 'hostile.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.map((row) => row.map(quoted).join(',')).join('\n')),
})

/** Those that are not shown anywhere in the page, exactly as they are. */
const missing = async (page: Page, strings: readonly string[]) => {
  const shown = new Set(await textsOf(page))
  return strings.filter((text) => !shown.has(text))
}

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

it('the watch sees a style, markup, a foreign address and a script', async () => {
  const context = await browser.newContext()
  const { page, faults } = await openWatchedPage(context, demo.url)
  await page.goto(`${demo.url}/history`)
  await page.evaluate(() => {
    document.body.setAttribute('style', 'color: red')
    new Image().src = 'https://elsewhere.example/pixel.gif'
    window.hostile = 'ran'
    try {
      document.body.innerHTML = '<b>bold</b>'
    } catch {
      // The policy refuses it.
    }
  })
  await expect
    .poll(faults)
    .toEqual(
      expect.arrayContaining([
        expect.stringContaining('violation: style-src'),
        expect.stringContaining('violation: require-trusted-types-for'),
        expect.stringContaining('violation: img-src'),
        'script: ran',
      ]),
    )
  await context.close()
})

describe.each(STRING_LISTS)('$name under the strictest policy', ({ name, strings }) => {
  // A blank cell is shown as "blank", in words; of the same strings one is shown.
  const list = [...new Set(strings ?? [])].filter((text) => text.trim() !== '')
  let context: BrowserContext
  let watched: WatchedPage
  let page: Page
  let wizard: WizardPage

  beforeEach(async (test) => {
    if (!strings) test.skip(`${name}: the list is not beside the repository`)
    context = await browser.newContext()
    watched = await openWatchedPage(context, demo.url)
    page = watched.page
    wizard = new WizardPage(page)
  })
  afterEach(() => context?.close())

  const upload = async (rows: string[][]) => {
    await page.goto(`${demo.url}/import/people`)
    await page.locator('input[type=file]').setInputFiles(fileOf(rows))
    await page.getByRole('button', { name: 'Continue' }).waitFor()
  }

  it('is text in the headers of the mapping', async () => {
    await upload([list, list.map(() => 'x')])
    await wizard.continueTo(MAP)
    await page
      .locator('import-map-row')
      .nth(list.length - 1)
      .waitFor()
    const headers = list.map((text) => text.trim())
    await expect.poll(() => missing(page, headers)).toEqual([])
    expect(await watched.faults()).toEqual([])
  })

  it('is text in the cells of every step, in the records and the history', async () => {
    await upload([
      ['Name', 'Notes', 'E-mail'],
      ...list.map((text, place) => [`Person ${place}`, text, `p${place}@example.com`]),
    ])
    // The rows of the sample come after the button.
    await expect.poll(() => missing(page, list.slice(0, 3))).toEqual([])
    await wizard.continueTo(MAP)
    await wizard.continueTo('Review the values')
    await wizard.review('Notes')
    await page.getByRole('button', { name: /^All/ }).click()
    const values = page.locator('import-review-values')
    const unseen = new Set(list)
    for (let place = 0; ; place += 100) {
      const onPage = Math.min(100, list.length - place)
      await expect.poll(() => values.getByRole('rowheader').count()).toBe(onPage)
      await expect
        .poll(async () => {
          for (const text of await textsOf(page)) unseen.delete(text)
          return unseen.size
        })
        .toBeLessThanOrEqual(Math.max(0, list.length - place - 100))
      if (unseen.size === 0) break
      await values.getByRole('button', { name: 'Next' }).click()
    }
    await wizard.continueTo('Check what will happen')
    await page.getByText('Person 0').first().waitFor()
    await expect.poll(() => missing(page, list.slice(0, 10))).toEqual([])
    await wizard.start()
    await page.goto(`${demo.url}/records/people`)
    await page.goto(`${demo.url}/history`)
    await page.getByRole('button', { name: 'hostile.csv' }).first().click()
    await page.getByRole('dialog').waitFor()
    expect(await watched.faults()).toEqual([])
    const kept = await new DemoClient(demo.url).records('people')
    const notes = new Set(kept.map((record) => record['notes']))
    expect(list.filter((text) => !notes.has(text) && !notes.has(text.trim()))).toEqual([])
  })

  it('is text in the history: file names, people, reasons of failed rows', async () => {
    const client = new DemoClient(demo.url)
    await client.upload('people', 'one.csv', 'Name\nAda')
    const { items } = await client.ask(historyAnswer, '?drafts=true')
    const [like] = items
    if (!like) throw new Error('There is no import to show.')
    const records = list.map((text, place) => ({
      ...like,
      id: `01J${String(place).padStart(23, '0')}`,
      status: 'completed' as const,
      fileName: text,
      user: { id: 'x', name: text, avatar: null },
      failedRows: 1,
      failedRowsData: [{ row: 2, error: text }],
    }))
    await page.route(/\/api\/imports\?/, (route) => {
      const offset = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
      const next = offset + HISTORY_PAGE
      const answer = {
        items: records.slice(offset, next),
        total: records.length,
        nextCursor: next < records.length ? String(next) : null,
      }
      return route.fulfill({ json: answer })
    })
    await page.route(/\/api\/imports\/01J/, (route) =>
      route.fulfill({ json: records.find(({ id }) => route.request().url().endsWith(id)) }),
    )
    await page.goto(`${demo.url}/history`)
    for (let offset = 0; offset < list.length; offset += HISTORY_PAGE) {
      const onPage = list.slice(offset, offset + HISTORY_PAGE)
      await expect.poll(() => missing(page, onPage)).toEqual([])
      await page.locator('import-history td.file button').first().click()
      const details = page.getByRole('dialog')
      await details.waitFor()
      await details.getByRole('button', { name: 'Close' }).click()
      if (offset + HISTORY_PAGE >= list.length) break
      await page.getByRole('button', { name: 'Next' }).click()
    }
    expect(await watched.faults()).toEqual([])
  })

  it('is text as the error of a server', async () => {
    await page.goto(`${demo.url}/import/people`)
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
    const shown = await page.evaluate(async (messages) => {
      const texts: string[] = []
      for (const message of messages) {
        const wizard = document.createElement('import-wizard')
        const error = { code: 'invalid_request', message, details: { [message]: message } }
        wizard.fetch = async () => Response.json({ error }, { status: 400 })
        document.body.append(wizard)
        const banner = () => wizard.shadowRoot?.querySelector('[part=error]')
        while (!banner()) await new Promise((resolve) => setTimeout(resolve))
        const nodes = [...(banner()?.childNodes ?? [])]
        texts.push(...nodes.flatMap((node) => (node instanceof Text ? [node.data] : [])))
        wizard.remove()
      }
      return texts
    }, list)
    expect(list.filter((text) => !shown.includes(text))).toEqual([])
    expect(await watched.faults()).toEqual([])
  })
})
