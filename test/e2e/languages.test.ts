import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ar } from '../../widget/strings/ar.ts'
import { de } from '../../widget/strings/de.ts'
import { en, type Strings } from '../../widget/strings/en.ts'
import { fr } from '../../widget/strings/fr.ts'
import { launchChromium } from '../support/chromium.ts'
import { chooseFile } from '../support/choose-file.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { openHostPage } from '../support/host-page.ts'
import { shownTexts } from '../support/shown-texts.ts'

const LANGUAGES = { de, fr, ar }

/** Cells that are no words of any language; a repeated header, a short row, values in error. */
const FILE = [
  'Xname,Xmail,Xgender,Xborn,Xborn,Xfirm',
  'Zz Qa,qa@zz.example,female,1990-12-31,q,Zq',
  'Zz Qb,qb@@zz,xyx,31.31.1990,q,Zq',
  'Zz Qc,qc@zz.example,male',
].join('\n')
const file = { name: 'zq.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
const FIELDS = { Xname: 'name', Xmail: 'emails', Xgender: 'gender', Xborn: 'birthday' }
const TARGETS = { name: 'Name', emails: 'E-mail', gender: 'Gender', birthday: 'Birthday' }

/** Names of encodings and units that stand in every language; cells, headers and the file's name. */
const NO_WORDS =
  /\S+@\S+|https?:\S+|\S+\.example\b|\bexample\.com\b|\b(?:(?:utf|windows|iso|koi8|shift|euc|big5|gb18030|macintosh)[\w-]*|csv|tsv|url|nul|[kmg]b|zz|zq\S*|q\w?|x(?:name|mail|gender|born|firm)|xyx|(?:fe)?male|non-binary|import error)\b/gi

const constantsOf = (texts: object): string[] =>
  Object.values(texts).flatMap((text) => {
    if (typeof text === 'string') return [text]
    return typeof text === 'object' && text !== null ? constantsOf(text) : []
  })

let browser: Browser
let demo: DemoServer
/** What the host calls its records and fields, which is English here. */
let labels: string[]

beforeAll(async () => {
  demo = await startDemo()
  browser = await launchChromium()
  const answer = await fetch(`${demo.url}/api/imports/schema`, {
    headers: { 'x-demo-user': 'ada' },
  })
  labels = [...JSON.stringify(await answer.json()).matchAll(/"(?:label|singular)":"([^"]+)"/g)]
    .map(([, label = '']) => label)
    .toSorted((a, b) => b.length - a.length)
})
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

const withoutHostsWords = (text: string) =>
  labels.reduce((left, label) => left.replaceAll(label, ''), text).replaceAll(NO_WORDS, '')

/** English that was left over, of what stands in the elements now. */
async function leftovers(page: Page, name: string, language: Strings): Promise<string[]> {
  const own = new Set(constantsOf(language))
  const english = constantsOf(en).filter((text) => !own.has(text) && /[a-z]{3}/i.test(text))
  const shown = await shownTexts(page)
  expect(shown.length).toBeGreaterThan(5)
  return shown.filter((text) => {
    if (english.includes(text)) return !labels.includes(text)
    const rest = withoutHostsWords(text)
    if (english.some((one) => one.length > 12 && rest.includes(one))) return true
    if (name === 'ar') return /[a-z]{3}/i.test(rest.replaceAll(/Ada Quinn|\bEsc\b|\bTab\b/g, ''))
    return /\b(?:the|of|and|with|rows?|columns?|values?|are|left|will|mapped|imported)\b/i.test(
      rest,
    )
  })
}

describe.each(Object.entries(LANGUAGES))('a whole import in %s', (name, language) => {
  let context: BrowserContext
  let page: Page
  let complaints: string[]

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-US' })
    await context.addCookies([{ name: 'demo-user', value: 'ada', url: demo.url }])
    const body = `<import-wizard endpoint="/api/imports" entity-type="people" locale="${name}"></import-wizard>`
    ;({ page, complaints } = await openHostPage(context, { url: demo.url, body }))
  })
  afterEach(() => context.close())

  const button = (label: string) => page.getByRole('button', { name: label, exact: true })
  const heading = (text: string) => page.getByRole('heading', { name: text }).first().waitFor()

  async function goOn(text: string) {
    await button(language.common.continue).click()
    await heading(text)
  }

  async function mapColumns() {
    for (const [source, key] of Object.entries(FIELDS)) {
      const box = page.getByRole('combobox', { name: language.map.targetOf(source), exact: true })
      const label = Object.entries(TARGETS).find(([field]) => field === key)?.[1] ?? ''
      if ((await box.inputValue()) === label) continue
      await box.click()
      await box.fill(label)
      await page.getByRole('option', { name: label }).first().click()
    }
  }

  it('has no English word left over, in no step and in the history', async () => {
    await button(language.upload.choose).waitFor()
    expect(await leftovers(page, name, language)).toEqual([])
    await chooseFile(page, file, () => button(language.upload.choose).click())
    await button(language.common.continue).waitFor()
    await page.getByText('Xborn (2)').first().waitFor()
    expect(await leftovers(page, name, language)).toEqual([])

    await goOn(language.map.heading)
    await mapColumns()
    expect(await leftovers(page, name, language)).toEqual([])

    await goOn(language.review.heading)
    await page.getByRole('button', { name: language.review.needsReview }).first().waitFor()
    for (const source of ['Xmail', 'Xborn', 'Xgender']) {
      await page.getByRole('list', { name: language.review.columns }).getByText(source).click()
      await page.getByRole('rowheader').first().waitFor()
      expect(await leftovers(page, name, language)).toEqual([])
    }

    await goOn(language.preview.heading)
    await page.getByRole('gridcell').first().waitFor()
    expect(await leftovers(page, name, language)).toEqual([])

    await page.locator('.actions .primary').click()
    await page.getByRole('dialog').waitFor()
    expect(await leftovers(page, name, language)).toEqual([])
    await page.getByRole('dialog').locator('.primary').click()
    await page.getByRole('button', { name: language.execute.another }).waitFor()
    expect(await leftovers(page, name, language)).toEqual([])

    await page.evaluate((locale) => {
      const history = document.createElement('import-history')
      Object.assign(history, { endpoint: '/api/imports', locale })
      document.body.replaceChildren(history)
    }, name)
    await page.getByText('zq.csv').first().click()
    await page.getByRole('dialog').waitFor()
    await page.getByText(language.history.mapping).waitFor()
    expect(await leftovers(page, name, language)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('runs in the direction of the language, whatever the page does', async () => {
    const direction = name === 'ar' ? 'rtl' : 'ltr'
    const frame = page.locator('import-wizard .frame')
    await button(language.upload.choose).waitFor()
    expect(await frame.evaluate((root) => getComputedStyle(root).direction)).toBe(direction)
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    expect(await frame.evaluate((root) => getComputedStyle(root).direction)).toBe(direction)
    expect(await frame.getAttribute('lang')).toBe(name)
  })
})

describe('the language of the page', () => {
  let context: BrowserContext

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-US' })
    await context.addCookies([{ name: 'demo-user', value: 'ada', url: demo.url }])
  })
  afterEach(() => context.close())

  const body = `<div lang="de-AT"><import-wizard endpoint="/api/imports" entity-type="people"></import-wizard></div>`

  it('is that around the element; only that one is fetched, once', async () => {
    const requests: string[] = []
    context.on('request', (request) => requests.push(new URL(request.url()).pathname))
    const { page } = await openHostPage(context, { url: demo.url, body: body + body })
    await page.getByRole('button', { name: de.upload.choose }).first().waitFor()
    expect(requests.filter((path) => path.startsWith('/strings/'))).toEqual(['/strings/de.js'])
  })

  it('is followed when the host changes it', async () => {
    const body = `<import-wizard endpoint="/api/imports" entity-type="people"></import-wizard>`
    const { page } = await openHostPage(context, { url: demo.url, body })
    await page.getByRole('button', { name: en.upload.choose }).waitFor()
    await page.evaluate(() => (document.documentElement.lang = 'fr'))
    await page.getByRole('button', { name: fr.upload.choose }).waitFor()
    expect(await page.locator('import-wizard .frame').getAttribute('lang')).toBe('fr')
  })

  it('is English where the file of the language is not served', async () => {
    await context.route('**/strings/*', (route) => route.fulfill({ status: 404, body: '' }))
    const { page } = await openHostPage(context, { url: demo.url, body })
    await page.getByRole('button', { name: en.upload.choose }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})
