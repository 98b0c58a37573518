import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Papa from 'papaparse'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { DemoClient } from '../support/demo-client.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { shiftsOf, watchShifts } from '../support/layout-shifts.ts'
import { sampleFile } from '../support/sample-files.ts'
import { WizardPage } from '../support/wizard-page.ts'

const ERRORS = 'people-with-errors.csv'
const notes = (count: number) =>
  `Title\n${Array.from({ length: count }, (_, row) => `Note ${row}`).join('\n')}\n`

/** What somebody sees who was away: nothing but the history, and what it leads to. */
describe('the history after a week away', () => {
  const downloads = mkdtempSync(join(tmpdir(), 'import-kit-history-'))
  const complaints: string[] = []
  let demo: DemoServer
  let ada: DemoClient
  let bob: DemoClient
  let browser: Browser
  let page: Page

  async function ready(
    client: DemoClient,
    entityType: string,
    file: { name: string; text: string },
  ) {
    const { id } = await client.upload(entityType, file.name, file.text)
    await client.saveMappings(id)
    await client.toPreview(id)
    return id
  }

  const sample = (name: string) => ({ name, text: readFileSync(sampleFile(name), 'utf8') })

  beforeAll(async () => {
    demo = await startDemo()
    ada = new DemoClient(demo.url, 'ada')
    bob = new DemoClient(demo.url, 'bob')
    for (const [client, name] of [
      [ada, ERRORS],
      [bob, 'people.csv'],
    ] as const) {
      const id = await ready(client, 'people', sample(name))
      await client.start(id)
      await client.finished(id)
    }
    const stopped = await ready(ada, 'note', { name: 'stopped.csv', text: notes(50_000) })
    await ada.start(stopped)
    await ada.fetch(`/api/imports/${stopped}/cancel`, { method: 'POST' })
    await ada.finished(stopped)
    await bob.upload('people', 'draft.csv', sample('people.csv').text)
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error') complaints.push(said.text())
    })
    page.setDefaultTimeout(60_000)
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  const row = (file: string): Locator => page.getByRole('row').filter({ hasText: file })
  const dialog = () => page.getByRole('dialog')
  const open = async () => {
    await page.goto(`${demo.url}/history`)
    await row(ERRORS).waitFor()
  }
  const query = () => new URL(page.url()).search
  /** Closes the details. The browser goes back in its own time, and would leave what is opened meanwhile. */
  const close = async () => {
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(query).toBe('')
  }

  it('says what was imported, by whom, and how it ended; drafts are not among it', async () => {
    await open()
    // What a screen reader is told is what stands there, badges and all.
    const told = await Promise.all(
      [ERRORS, 'people.csv', 'stopped.csv'].map((file) => {
        const name = page.getByRole('button', { name: file, exact: true })
        return page.getByRole('row').filter({ has: name }).ariaSnapshot()
      }),
    )
    expect(told[0]).toMatch(/People[^]*Completed[^]*12[^]*8[^]*0[^]*0[^]*4[^]*Ada Quinn/)
    expect(told[1]).toMatch(/People[^]*Completed[^]*60[^]*Bob Marsh/)
    expect(told[2]).toMatch(/Notes[^]*Cancelled[^]*50,000[^]*Ada Quinn/)
    expect(await page.getByText('draft.csv').count()).toBe(0)
    await page.getByText('3 imports').waitFor()
  })

  it('nothing moves while it loads', async () => {
    for (const width of [360, 1440]) {
      const fresh = await browser.newPage({ viewport: { width, height: 900 } })
      await watchShifts(fresh)
      const slowly = (pattern: RegExp, ms: number) =>
        fresh.route(pattern, async (route) => {
          await new Promise((resolve) => setTimeout(resolve, ms))
          await route.continue()
        })
      await slowly(/api\/imports(\?|$)/, 300)
      await slowly(/schema$/, 600)
      await fresh.goto(`${demo.url}/history`)
      await fresh.getByText(ERRORS).waitFor()
      const shifts = await shiftsOf(fresh)
      await fresh.close()
      expect(shifts, `${width} px`).toEqual([])
    }
  })

  it('what did not change is not sent again', async () => {
    await open()
    const network = await page.context().newCDPSession(page)
    await network.send('Network.enable')
    const statuses: number[] = []
    network.on('Network.responseReceivedExtraInfo', ({ statusCode }) => statuses.push(statusCode))
    for (const times of [1, 2]) {
      // What is known is shown at once: it has to be read before it is closed.
      const read = page.waitForResponse(/\/api\/imports\/\w+$/)
      await row(ERRORS).click()
      await dialog().getByText('Ada Quinn').waitFor()
      await (await read).finished()
      await expect.poll(() => statuses.length).toBe(times)
      await close()
    }
    await network.detach()
    expect(statuses).toEqual([200, 304])
  })

  it('says by the keyboard alone what failed and why', async () => {
    await open()
    await page.getByRole('button', { name: ERRORS, exact: true }).focus()
    await page.keyboard.press('Enter')
    const reason = (name: string) => dialog().getByRole('row', { name, exact: true }).waitFor()
    await reason('5 This breaks the rule “score has to be 0 to 100”')
    await reason('8 E-mail is already taken')
    await expect.poll(query).toContain('history-open=')
    await close()
    const focused = page.locator('import-history button:focus')
    await expect.poll(() => focused.allInnerTexts()).toEqual([ERRORS])
  })

  it('gives the rows back, to be corrected and imported as the others were', async () => {
    await open()
    await row(ERRORS).click()
    const download = page.waitForEvent('download')
    await dialog().getByRole('link', { name: 'Download failed rows' }).click()
    const file = join(downloads, (await download).suggestedFilename())
    await (await download).saveAs(file)
    const text = readFileSync(file, 'utf8')
    const { data, meta } = Papa.parse<Record<string, string>>(text, {
      header: true,
      skipEmptyLines: true,
    })
    expect(meta.fields?.at(-1)).toBe('Import Error')
    expect(data).toHaveLength(4)
    const fixed = data.map((one, index) => ({
      ...one,
      'E-mail': `fixed${index}@visitors.example`,
      'Lead score': '50',
    }))
    writeFileSync(file, `\ufeff${Papa.unparse(fixed, { columns: meta.fields ?? [] })}`)

    await dialog().getByRole('button', { name: 'Import again with this mapping' }).click()
    const wizard = new WizardPage(page)
    await wizard.upload(file)
    await wizard.continueTo('Review the values')
    await wizard.continueTo('Check what will happen')
    await wizard.start()

    const people = await ada.records('people')
    const names = new Set(people.map(({ name }) => name))
    expect(data.filter((one) => !names.has(one['Full Name'] ?? ''))).toEqual([])
    await open()
    const corrected = page.getByRole('row').filter({ hasText: basename(file) })
    expect(await corrected.ariaSnapshot()).toMatch(/Completed[^]*4[^]*4[^]*0[^]*0[^]*0/)
  })

  it('a draft of a colleague is found under its filter, and continued in one click', async () => {
    await open()
    await page.getByRole('combobox', { name: 'Status' }).selectOption('drafts')
    await page.getByRole('button', { name: 'Continue draft.csv' }).click()
    await page.getByRole('heading', { name: 'Match the columns to your fields' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/import/people')
    await page.goBack()
    await row('draft.csv').waitFor()
  })

  it('what runs is followed to its end', async () => {
    const running = await ready(ada, 'note', { name: 'running.csv', text: notes(60_000) })
    await open()
    await ada.start(running)
    // Reads the list anew: the import might be over before a page of its own is there.
    await page.getByRole('combobox', { name: 'Type' }).selectOption('note')
    await row('running.csv').getByRole('progressbar').waitFor()
    await row('running.csv').getByText('Completed').waitFor({ timeout: 180_000 })
    expect(await row('running.csv').ariaSnapshot()).toMatch(/60,000[^]*60,000/)
  })

  it('the page had nothing to complain about', () => {
    expect(complaints).toEqual([])
    expect(demo.errors).toEqual([])
  })
})
