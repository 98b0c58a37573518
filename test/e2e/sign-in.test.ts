import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type DemoServer, startDemo } from '../support/demo-server.ts'
import { banner, openHostPage } from '../support/host-page.ts'
import { sampleFile } from '../support/sample-files.ts'
import { WizardPage } from '../support/wizard-page.ts'

const REVIEW = 'Review the values'
const SIGNED_OUT = 'You are signed out.'

declare global {
  interface Window {
    /** What the host's page holds and renews. */
    token: string
    /** Tokens that the host's page gave, in order. */
    given: string[]
  }
}

describe('who makes a request', () => {
  let browser: Browser
  let context: BrowserContext
  let demo: DemoServer
  let page: Page
  let statuses: number[]

  beforeAll(async () => {
    demo = await startDemo()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })
  beforeEach(async () => {
    context = await browser.newContext()
    ;({ page } = await openHostPage(context, { url: demo.url, body: '' }))
    statuses = []
    page.on('response', (answer) => {
      if (answer.url().includes('/api/imports')) statuses.push(answer.status())
    })
  })
  afterEach(() => context.close())

  const signIn = () => context.addCookies([{ name: 'demo-user', value: 'ada', url: demo.url }])

  /** Puts the wizard into the page, with headers as the host's page gives them. */
  const place = async (kind: 'none' | 'function' | 'object', token = 'ada') => {
    await page.evaluate(
      ([kind, token]) => {
        window.token = token
        window.given = []
        const wizard = document.createElement('import-wizard')
        wizard.endpoint = '/api/imports'
        wizard.entityType = 'people'
        if (kind === 'object') wizard.headers = { 'x-demo-user': token }
        if (kind === 'function') {
          wizard.headers = async () => {
            window.given.push(window.token)
            return { 'x-demo-user': window.token }
          }
        }
        document.body.append(wizard)
      },
      [kind, token] as const,
    )
    return new WizardPage(page)
  }

  const continueSignedOut = async () => {
    await page.getByRole('button', { name: 'Continue' }).click()
    await banner(page).getByText(SIGNED_OUT).waitFor()
  }

  const tryAgain = () => banner(page).getByRole('button', { name: 'Try again' }).click()

  it('is told by a cookie; after the session is over, the mapping is kept and goes on', async () => {
    await signIn()
    const wizard = await place('none')
    await wizard.upload(sampleFile('people.csv'))
    await wizard.map('Notes', 'Not imported')
    const chosen = await wizard.target('Notes').inputValue()
    await context.clearCookies()
    await continueSignedOut()
    await expect.poll(() => wizard.target('Notes').inputValue()).toBe(chosen)
    await signIn()
    await tryAgain()
    await page.getByRole('heading', { name: REVIEW }).waitFor()
    await expect.poll(() => banner(page).count()).toBe(0)
  })

  it('is told by a function, which is asked before every request', async () => {
    const wizard = await place('function')
    await wizard.upload(sampleFile('people.csv'))
    await page.evaluate(() => (window.token = 'bob'))
    await wizard.continueTo(REVIEW)
    expect(new Set(await page.evaluate(() => window.given))).toEqual(new Set(['ada', 'bob']))
    expect(new Set(statuses)).toEqual(new Set([200, 201]))
  })

  it('a token that the function renews after a 401 is used at once, and nobody notices', async () => {
    const wizard = await place('function')
    await wizard.upload(sampleFile('people.csv'))
    await page.evaluate(() => {
      const tokens = ['expired', 'ada']
      const wizard = document.querySelector('import-wizard')
      if (wizard) wizard.headers = () => ({ 'x-demo-user': tokens.shift() ?? 'ada' })
    })
    await wizard.continueTo(REVIEW)
    expect(statuses.filter((status) => status === 401)).toHaveLength(1)
    await expect.poll(() => banner(page).count()).toBe(0)
  })

  it('an upload, too, is sent again with the renewed token', async () => {
    const wizard = await place('function')
    await page.getByRole('button', { name: 'Choose a file' }).waitFor()
    await page.evaluate(() => {
      const tokens = ['expired']
      const wizard = document.querySelector('import-wizard')
      if (wizard) wizard.headers = () => ({ 'x-demo-user': tokens.shift() ?? 'ada' })
    })
    await wizard.choose(sampleFile('people.csv'))
    expect(statuses).toContain(401)
    expect(statuses).toContain(201)
  })

  it('other headers that the host sets later go on by themselves', async () => {
    const wizard = await place('object')
    await wizard.upload(sampleFile('people.csv'))
    await page.evaluate(() => {
      const wizard = document.querySelector('import-wizard')
      if (wizard) wizard.headers = { 'x-demo-user': 'expired' }
    })
    await continueSignedOut()
    await page.evaluate(() => {
      const wizard = document.querySelector('import-wizard')
      if (wizard) wizard.headers = { 'x-demo-user': 'ada' }
    })
    await page.getByRole('heading', { name: REVIEW }).waitFor()
    await expect.poll(() => banner(page).count()).toBe(0)
  })

  it('a history that was refused is read once the host sets other headers', async () => {
    await page.evaluate(() => {
      const history = document.createElement('import-history')
      history.endpoint = '/api/imports'
      document.body.append(history)
    })
    await page.getByText(SIGNED_OUT).waitFor()
    await page.evaluate(() => {
      const history = document.querySelector('import-history')
      if (history) history.headers = { 'x-demo-user': 'ada' }
    })
    await page
      .getByRole('status')
      .filter({ hasText: /imports?/ })
      .waitFor()
    await expect.poll(() => page.getByText(SIGNED_OUT).count()).toBe(0)
  })

  it('the same headers made anew are no reason to ask again', async () => {
    await place('object', 'nobody')
    await banner(page).getByText(SIGNED_OUT).waitFor()
    const before = statuses.length
    await page.evaluate(async () => {
      const wizard = document.querySelector('import-wizard')
      if (!wizard) return
      wizard.headers = { 'x-demo-user': 'nobody' }
      await wizard.updateComplete
    })
    await page.waitForTimeout(500)
    expect(statuses.length).toBe(before)
  })
})
