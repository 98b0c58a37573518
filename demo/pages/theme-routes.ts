import { Hono } from 'hono'
import { html } from 'hono/html'
import { themeOfPage, userOfPage } from '../session.ts'
import { layout } from './layout.ts'

/** The classes of `themes.css`, and what they are called. */
export const THEMES = [
  ['primer', 'GitHub Primer'],
  ['clay', 'Warm and round'],
  ['night', 'Dense, dark first'],
] as const

const CHOICES = [['plain', 'As it comes'], ...THEMES] as const

/** `/themes?theme=primer`: the elements in other clothes, by custom properties and parts alone. */
export function themeRoutes() {
  const app = new Hono()
  app.get('/', (c) => {
    const wanted = c.req.query('theme')
    const [chosen] = CHOICES.find(([name]) => name === wanted) ?? CHOICES[0]
    const { pathname, search } = new URL(c.req.url)
    const user = userOfPage(c)
    const scripts = ['import-wizard']
    const frame = { path: pathname + search, user, theme: themeOfPage(c), title: 'Themes', scripts }
    return c.html(layout({ ...frame, main: themePage(chosen) }))
  })
  return app
}

const themePage = (chosen: string) =>
  html`<link rel="stylesheet" href="/assets/themes.css" />
    <h1>Themes</h1>
    <p class="themes">
      ${CHOICES.map(
        ([name, label]) =>
          html`<a href="/themes?theme=${name}" ${name === chosen ? html`aria-current="page"` : ''}
            >${label}</a
          >`,
      )}
    </p>
    <div class="theme-${chosen}">
      <import-wizard
        endpoint="/api/imports"
        entity-type="people"
        url-param="import"
        return-url="/themes?theme=${chosen}"
      ></import-wizard>
      <import-history endpoint="/api/imports" page-size="5"></import-history>
    </div>`
