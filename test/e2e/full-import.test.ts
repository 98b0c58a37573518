import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { DemoClient } from '../support/demo-client.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { companiesFile, peopleFile, sampleFile } from '../support/sample-files.ts'
import { describeOnBothDatabases } from '../support/test-databases.ts'
import { WizardPage } from '../support/wizard-page.ts'

type Row = Record<string, string>

const rowsOf = (text: string): Row[] =>
  Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data

const readRows = (file: string) => rowsOf(readFileSync(file, 'utf8'))

const isYear = (text: string | undefined) => /^\d+$/.test(text ?? '')

/** The stages in order, in a browser: upload, map, review, preview, import, history, failed rows. */
describeOnBothDatabases('a whole import', (open, dialect) => {
  const downloads = mkdtempSync(join(tmpdir(), 'import-kit-downloads-'))
  const complaints: string[] = []
  let demo: DemoServer
  let client: DemoClient
  let browser: Browser
  let page: Page
  let wizard: WizardPage

  beforeAll(async () => {
    demo = await startDemo(dialect === 'postgres' ? { databaseUrl: (await open()).url } : {})
    client = new DemoClient(demo.url)
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    // A policy that blocks something, a module that fails: nothing of that is ever fine.
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error') complaints.push(said.text())
    })
    page.setDefaultTimeout(60_000)
    wizard = new WizardPage(page)
  })

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })

  it(`maps, fixes and imports ${companiesFile.name}`, async () => {
    const rows = readRows(companiesFile.path)
    const bad = rows.filter(({ Founded }) => Founded !== '' && !isYear(Founded))
    const fixed = bad[0]?.['Founded'] ?? ''
    await wizard.open(demo.url, 'Companies')
    await wizard.upload(companiesFile.path)
    await wizard.map('Symbol', 'External ID')
    await wizard.map('Security', 'Name')
    await wizard.map('GICS Sector', 'Industry')
    await wizard.map('GICS Sub-Industry', 'Not imported')
    await wizard.map('Headquarters Location', 'Headquarters')
    await wizard.map('Date added', 'Added on')
    await wizard.map('CIK', 'Not imported')
    await wizard.map('Founded', 'Founded')
    await wizard.continueTo('Review the values')

    await wizard.review('Founded')
    await wizard.correct(fixed, '2013')
    await wizard.skipAllErrors()
    await wizard.continueTo('Check what will happen')
    await wizard.start()

    const records = await client.records('company')
    expect(records).toHaveLength(rows.length)
    const byId = new Map(records.map((record) => [record['externalId'], record]))
    for (const row of rows) {
      expect(byId.get(row['Symbol'])).toMatchObject({
        name: row['Security'],
        industry: row['GICS Sector'],
        headquarters: row['Headquarters Location'],
        addedOn: row['Date added'],
        founded: isYear(row['Founded'])
          ? Number(row['Founded'])
          : row['Founded'] === fixed
            ? 2013
            : null,
      })
    }
  })

  async function importPeople() {
    await wizard.open(demo.url, 'People')
    await wizard.upload(peopleFile.path)
    await wizard.map('Bioguide ID', 'External ID')
    await wizard.continueTo('Review the values')
    await wizard.continueTo('Check what will happen')
    await wizard.start()
  }

  it(`imports ${peopleFile.name} with what is suggested and one choice`, async () => {
    const rows = readRows(peopleFile.path)
    await importPeople()
    const records = await client.records('people')
    expect(records).toHaveLength(rows.length)
    const byId = new Map(records.map((record) => [record['externalId'], record]))
    for (const row of rows) {
      expect(byId.get(row['Bioguide ID'])).toMatchObject({
        name: row['Full Name'],
        gender: row['Gender'],
        birthday: row['Birthday'],
        jobTitle: row['Job Title'],
        state: row['State'],
        party: row['Party'],
        phones: row['Phone'] ? [`+1${row['Phone'].replaceAll('-', '')}`] : [],
        website: row['Website'] || null,
      })
    }
  })

  it('creates nothing and updates all when the same file comes again', async () => {
    const before = await client.records('people')
    await importPeople()
    expect(await client.records('people')).toEqual(before)
    const { items } = await client.history()
    expect(items[0]?.results).toEqual({
      created: 0,
      updated: before.length,
      skipped: 0,
      failed: 0,
    })
  })

  it('shows refused rows in the history, and imports them once they are fixed', async () => {
    await wizard.open(demo.url, 'People')
    await wizard.upload(sampleFile('people-with-errors.csv'))
    await wizard.continueTo('Review the values')
    await wizard.continueTo('Check what will happen')
    await wizard.start()

    await page.getByRole('link', { name: 'Import history' }).click()
    await page.getByRole('button', { name: 'people-with-errors.csv' }).click()
    const details = page.getByRole('dialog')
    await details.getByText('E-mail is already taken').first().waitFor()
    const download = page.waitForEvent('download')
    await details.getByRole('link', { name: 'Download failed rows' }).click()
    const file = join(downloads, `${dialect}.csv`)
    await (await download).saveAs(file)

    const refused = readRows(file)
    expect(refused.map((row) => row['Import Error'])).toEqual([
      'This breaks the rule “score has to be 0 to 100”',
      'E-mail is already taken',
      'This breaks the rule “score has to be 0 to 100”',
      'E-mail is already taken',
    ])
    const fixed = refused.map((row, index) => ({
      ...row,
      'E-mail': `fixed${index}@visitors.example`,
      'Lead score': '50',
    }))
    writeFileSync(file, Papa.unparse(fixed))
    const before = await client.records('people')

    await wizard.open(demo.url, 'People')
    await wizard.upload(file)
    expect(await wizard.target('Import Error').inputValue()).toBe('Not imported')
    await wizard.continueTo('Review the values')
    await wizard.continueTo('Check what will happen')
    await wizard.start()
    expect(await client.records('people')).toHaveLength(before.length + fixed.length)
  })

  it('never made the page or the server complain', () => {
    expect(complaints).toEqual([])
    expect(demo.errors).toEqual([])
  })
})
