import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { fileURLToPath } from 'node:url'
import { userOfPage } from '../session.ts'

const HOSTS: Record<string, string> = {
  bare: 'A page without styles',
  tailwind: 'Tailwind',
  bootstrap: 'Bootstrap',
  reset: 'A reset',
  legacy: 'A style sheet of 2009',
}

/** `/hosts/tailwind` and the others: the elements in pages that other people's style sheets rule. */
export function hostRoutes() {
  const app = new Hono()
  app.get('/:name', async (c, next) => {
    const name = c.req.param('name')
    const title = HOSTS[name]
    if (!title) return next()
    userOfPage(c)
    return c.html(hostPage(name, title))
  })
  app.use(
    serveStatic({
      root: fileURLToPath(new URL('./hosts', import.meta.url)),
      rewriteRequestPath: (requested) => requested.replace('/hosts', ''),
    }),
  )
  return app
}

const hostPage = (name: string, title: string) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/hosts/${name}.css" />
        <link rel="stylesheet" href="/hosts/place.css" />
        <script type="module" src="/import-wizard.js"></script>
      </head>
      <body class="tracking-wide">
        <div class="header navbar" id="host">${hostsOwn(title)}</div>
        <div class="place container mx-auto">
          <import-wizard endpoint="/api/imports" entity-type="people"></import-wizard>
          <import-history endpoint="/api/imports"></import-history>
        </div>
      </body>
    </html>`

/** One of each of what pages have. */
const hostsOwn = (title: string) =>
  html`<h1>${title}</h1>
    <h2>Customers</h2>
    <p class="muted">A <a href="/">link</a>, <b>strong</b> and <i>other</i> words.</p>
    <ul>
      ${Object.entries(HOSTS).map(([name, text]) => html`<li><a href="/hosts/${name}">${text}</a></li>`)}
    </ul>
    <form class="row">
      <label class="field">Name <input type="text" name="name" value="Ada" /></label>
      <select class="form-select">
        <option>One</option>
      </select>
      <input type="checkbox" /><progress value="0.4"></progress>
      <button class="primary btn btn-primary" type="button">Save</button>
    </form>
    <table class="table">
      <thead>
        <tr>
          <th>Step</th>
          <th>Rows</th>
        </tr>
      </thead>
      <tbody>
        <tr class="row">
          <td class="step">One</td>
          <td>12</td>
        </tr>
      </tbody>
    </table>
    <dialog class="panel">Closed</dialog>`
