import { html } from 'hono/html'
import { ENTITIES, ENTITY_TYPES } from '../records/entities.ts'
import type { Theme } from '../session.ts'
import { type DemoUser, USERS } from '../users.ts'

export type Html = ReturnType<typeof html>

export interface Page {
  title: string
  /** Path with query: where the switcher leads back to. */
  path: string
  user: DemoUser | null
  theme: Theme
  /** Modules of `/assets`, without `.js`. */
  scripts?: string[]
  /** Style sheets of `/assets`, without `.css`. */
  styles?: string[]
  main: Html
}

/** The frame of every page: navigation, user switcher, theme. */
export const layout = ({ title, path, user, theme, scripts = [], styles = [], main }: Page) =>
  html`<!doctype html>
    <html lang="en" data-theme="${theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Small CRM</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/demo.css" />
        ${styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css" />`)}
        ${scripts.map((name) => html`<script type="module" src="/${name}.js"></script>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar">
          <a class="brand" href="/"><span aria-hidden="true">◧</span> Small CRM</a>
          ${navigation(path, user)}
          <div class="session">${themeMenu(path, theme)} ${userMenu(path, user)}</div>
        </header>
        <main id="main">${main}</main>
        <footer class="foot"><a href="/gallery">Every state of the elements</a></footer>
      </body>
    </html>`

const navigation = (path: string, user: DemoUser | null) =>
  html`<nav aria-label="Main">
    ${ENTITY_TYPES.map((type) => item(path, [`/records/${type}`, `/import/${type}`], ENTITIES[type].label))}
    ${user ? html`<span class="divider"></span>${item(path, ['/history'], 'Import history')}` : ''}
  </nav>`

const item = (path: string, places: [string, ...string[]], label: string) => {
  const isHere = places.some((place) => path.split('?')[0] === place)
  return html`<a href="${places[0]}" ${isHere ? html`aria-current="page"` : ''}>${label}</a>`
}

const NAMES: Record<Theme, string> = { auto: 'As the system', light: 'Light', dark: 'Dark' }

const themeMenu = (path: string, theme: Theme) =>
  html`<details class="menu" name="menu">
    <summary aria-label="Appearance: ${NAMES[theme]}"><span aria-hidden="true">◐</span></summary>
    <form method="post" action="/session">
      <input type="hidden" name="back" value="${path}" />
      ${(['auto', 'light', 'dark'] as const).map((name) =>
        choice({
          name: 'theme',
          value: name,
          isChosen: name === theme,
          label: html`${NAMES[name]}`,
        }),
      )}
    </form>
  </details>`

const userMenu = (path: string, user: DemoUser | null) =>
  html`<details class="menu" name="menu">
    <summary aria-label="Signed in as ${user?.name ?? 'nobody'}">
      ${avatar(user)}<span class="user-name">${user?.name ?? 'Nobody'}</span>
    </summary>
    <form method="post" action="/session">
      <input type="hidden" name="back" value="${path}" />
      ${USERS.map((other) =>
        choice({
          name: 'user',
          value: other.id,
          isChosen: other.id === user?.id,
          label: html`${avatar(other)}<span
              >${other.name}<small>Team ${other.team}${rights(other)}</small></span
            >`,
        }),
      )}
      ${choice({ name: 'user', value: '', isChosen: !user, label: html`Sign out` })}
    </form>
  </details>`

const rights = ({ imports }: DemoUser) =>
  imports ? ` · may import ${imports.map((type) => ENTITIES[type].label).join(', ')}` : ''

const avatar = (user: DemoUser | null) =>
  html`<span class="avatar" aria-hidden="true">${user?.name.slice(0, 1) ?? '–'}</span>`

const choice = ({ name, value, isChosen, label }: Choice) =>
  html`<button name="${name}" value="${value}" aria-pressed="${String(isChosen)}">${label}</button>`

interface Choice {
  name: string
  value: string
  isChosen: boolean
  label: Html
}
