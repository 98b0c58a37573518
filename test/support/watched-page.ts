import type { BrowserContext, Page } from 'playwright-core'

/** A page that notes whatever it should never do. */
export interface WatchedPage {
  page: Page
  /** Violations of the policy, errors, dialogs, scripts that ran, requests to other origins. */
  faults(): Promise<string[]>
}

declare global {
  interface Window {
    /** Set by any hostile string that is run. */
    hostile: unknown
    violations: string[]
  }
}

/** Opens a page of which all is watched from its first script on. */
export async function openWatchedPage(
  context: BrowserContext,
  origin: string,
): Promise<WatchedPage> {
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const seen: string[] = []
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`))
  page.on('console', (said) => {
    if (said.type() === 'error') seen.push(`console: ${said.text()}`)
  })
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol !== 'blob:' && asked !== origin) seen.push(`request: ${request.url()}`)
  })
  await page.addInitScript(() => {
    window.violations = []
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`violation: ${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  return {
    page,
    async faults() {
      const inside = await page.evaluate(() => [
        ...window.violations,
        ...(window.hostile === undefined ? [] : [`script: ${String(window.hostile)}`]),
      ])
      return [...seen, ...inside]
    },
  }
}

/** The text of every text node of the page, through all shadow roots, as it is. */
export const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = []
    const collect = (node: Node) => {
      if (node instanceof Text) texts.push(node.data)
      if (node instanceof Element && node.shadowRoot) collect(node.shadowRoot)
      for (const child of node.childNodes) collect(child)
    }
    collect(document.body)
    return texts
  })
