import type { BrowserContext, Page } from 'playwright-core'

/** As strict as the demo's own; `'allow-duplicates'` is for pages with several copies of Lit. */
const POLICY = [
  "default-src 'self'; script-src 'self'; style-src 'self'",
  "require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'",
].join('; ')

export interface HostPage {
  /** Of the server with the router and the bundle. */
  url: string
  /** Inside `<body>`. */
  body: string
  /** Modules beside the bundle, by path. */
  scripts?: string[]
  /** Run before the page's own scripts. */
  before?: () => void
}

/** A page of a host on the server's origin, and all that it complained of so far. */
export async function openHostPage(context: BrowserContext, host: HostPage) {
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (said) => {
    // A request that the server refuses, or does not answer, is part of some tests.
    const isRefusal = said.text().startsWith('Failed to load resource')
    if (said.type() === 'error' && !isRefusal) complaints.push(said.text())
  })
  if (host.before) await page.addInitScript(host.before)
  const address = `${host.url}/host-page`
  await page.route(`${address}**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': POLICY },
      body: documentOf(host),
    }),
  )
  await page.goto(address)
  return { page, complaints }
}

const documentOf = ({ body, scripts = [] }: HostPage) =>
  `<!doctype html><html lang="en"><head><title>Host</title>${['/import-wizard.js', ...scripts]
    .map((path) => `<script type="module" src="${path}"></script>`)
    .join('')}</head><body>${body}</body></html>`

/** Names and e-mails, as many as wanted. */
export const manyPeople = (rows: number) => ({
  name: 'many-people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `Name,E-mail\n${Array.from({ length: rows }, (_, row) => `Person ${row},p${row}@example.com`).join('\n')}`,
  ),
})

/** What waits for the server shows this while it cannot. */
export const banner = (page: Page) => page.locator('import-wizard').getByRole('alert')
