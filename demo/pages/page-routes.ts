import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { ENTITIES, isEntityType } from '../records/entities.ts'
import type { RecordsDatabase } from '../records/open-records.ts'
import { themeOfPage, userOfPage } from '../session.ts'
import { mayImport } from '../users.ts'
import { findState } from './browser/gallery/states.ts'
import { chosenIn, galleryPage, statePage } from './gallery-page.ts'
import { type Html, layout } from './layout.ts'
import { recordsPage } from './records-page.ts'
import { sampleList } from './samples.ts'

/** The pages: record lists, the wizard, the history, the gallery. */
export function pageRoutes(database: RecordsDatabase) {
  const app = new Hono()
  app.get('/', (c) => {
    userOfPage(c)
    return c.redirect('/records/people')
  })
  app.get('/records/:entityType', async (c) => {
    const entityType = c.req.param('entityType')
    if (!isEntityType(entityType)) return c.notFound()
    const user = userOfPage(c)
    const title = ENTITIES[entityType].label
    if (!user) return page(c, { title, main: signedOut })
    const { search = '', page: number } = c.req.query()
    const main = await recordsPage(database, { user, entityType, search, number })
    return page(c, { title, main })
  })
  app.get('/import/:entityType', (c) => {
    const entityType = c.req.param('entityType')
    if (!isEntityType(entityType)) return c.notFound()
    const user = userOfPage(c)
    const { label } = ENTITIES[entityType]
    const title = `Import ${label.toLowerCase()}`
    if (!user) return page(c, { title, main: signedOut })
    if (!mayImport(user, entityType)) return page(c, { title, main: notAllowed(user.name, label) })
    const main = html`<h1 class="visually-hidden">${title}</h1>
      <import-wizard
        endpoint="/api/imports"
        entity-type="${entityType}"
        url-param="import"
        like="${c.req.query('like') ?? ''}"
        return-url="/records/${entityType}"
        history-url="/history"
      ></import-wizard>
      ${sampleList(entityType, true)}`
    return page(c, { title, main, scripts: ['import-wizard', 'assets/import-page'] })
  })
  app.get('/history', (c) => {
    const main = html`<h1>Import history</h1>
      <import-history endpoint="/api/imports" url-state></import-history>`
    const scripts = ['import-wizard', 'assets/history-page']
    const title = 'Import history'
    return userOfPage(c) ? page(c, { title, main, scripts }) : page(c, { title, main: signedOut })
  })
  app.get('/gallery', (c) => {
    const main = galleryPage(chosenIn(c.req.query()))
    const [styles, scripts] = [['gallery'], ['assets/gallery-page']]
    return page(c, { title: 'Gallery', main, scripts, styles })
  })
  app.get('/gallery/:state', (c) => {
    const state = findState(c.req.param('state'))
    return state ? c.html(statePage(state, chosenIn(c.req.query()))) : c.notFound()
  })
  app.notFound((c) => page(c, { title: 'Not found', main: missing }, 404))
  return app
}

function page(
  c: Context,
  content: { title: string; main: Html; scripts?: string[]; styles?: string[] },
  status: 200 | 404 = 200,
) {
  const { pathname, search } = new URL(c.req.url)
  const frame = { path: pathname + search, user: userOfPage(c), theme: themeOfPage(c) }
  return c.html(layout({ ...frame, ...content }), status)
}

const signedOut = html`<h1>Nobody is signed in</h1>
  <p>Choose a user at the top of the page.</p>`

const notAllowed = (name: string, label: string) =>
  html`<h1>Import ${label.toLowerCase()}</h1>
    <p>
      ${name} may not import ${label.toLowerCase()}. Choose another user at the top of the page.
    </p>`

const missing = html`<h1>There is nothing here</h1>
  <p><a href="/">To the records</a></p>`
