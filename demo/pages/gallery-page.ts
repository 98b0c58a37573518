import { html } from 'hono/html'
import type { GalleryGroup, GalleryState } from './browser/gallery/gallery-state.ts'
import { GROUPS } from './browser/gallery/states.ts'
import type { Html } from './layout.ts'
import { THEMES } from './theme-routes.ts'

/** A way to look at the states: the first value is the one without a choice. */
interface Switch {
  name: string
  label: string
  values: readonly (readonly [value: string, label: string])[]
}

const SWITCHES = [
  {
    name: 'width',
    label: 'Width',
    values: [
      ['360', '360 px'],
      ['768', '768 px'],
      ['1440', '1440 px'],
    ],
  },
  {
    name: 'scheme',
    label: 'Colours',
    values: [
      ['', 'As the system'],
      ['light', 'Light'],
      ['dark', 'Dark'],
    ],
  },
  {
    name: 'dir',
    label: 'Direction',
    values: [
      ['', 'Left to right'],
      ['rtl', 'Right to left'],
    ],
  },
  { name: 'theme', label: 'Theme', values: [['', 'As it comes'], ...THEMES] },
  {
    name: 'lang',
    label: 'Language',
    values: [
      ['', 'English'],
      ['de', 'Deutsch'],
      ['fr', 'Français'],
      ['ar', 'العربية'],
    ],
  },
] as const satisfies readonly Switch[]

type Chosen = Record<(typeof SWITCHES)[number]['name'], string>

/** What a query chooses; what is not on offer is not chosen. */
export const chosenIn = (query: Record<string, string>): Chosen => {
  const chosen = SWITCHES.map(({ name, values }: Switch) => {
    const found = values.find(([value]) => value === query[name])
    return [name, found?.[0] ?? values[0]?.[0] ?? '']
  })
  return Object.fromEntries(chosen)
}

/** All states side by side, each in a frame of its own: they open dialogs and take the focus. */
export const galleryPage = (chosen: Chosen): Html =>
  html`<h1>Gallery</h1>
    <p class="about">
      Every state of the two elements. They are real elements in pages of their own; what they show
      is made up and comes from no server.
    </p>
    <form class="switches" role="search" aria-label="How the states are shown">
      ${SWITCHES.filter(({ values }: Switch) => values.length > 1).map((one) => choice(one, chosen))}
      <noscript><button>Show</button></noscript>
      <nav class="places" aria-label="Steps">
        ${GROUPS.map(({ title }) => html`<a href="#${title}">${title}</a>`)}
      </nav>
    </form>
    ${GROUPS.map((group) => section(group, chosen))}`

const choice = ({ name, label, values }: Switch, chosen: Record<string, string>) =>
  html`<label
    >${label}
    <select name="${name}">
      ${values.map(
        ([value, words]) =>
          html`<option value="${value}" ${value === chosen[name] ? 'selected' : ''}>
            ${words}
          </option>`,
      )}
    </select></label
  >`

const section = ({ title, states }: GalleryGroup, chosen: Chosen) =>
  html`<section class="group" id="${title}" aria-labelledby="${title}-heading">
    <h2 id="${title}-heading">${title}</h2>
    <div class="states">${states.map((state) => figure(title, state, chosen))}</div>
  </section>`

const figure = (group: string, { name, title }: GalleryState, { width, ...chosen }: Chosen) => {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ''))
  const address = query.size > 0 ? `/gallery/${name}?${query.toString()}` : `/gallery/${name}`
  return html`<figure class="state">
    <figcaption>
      <h3>${title}</h3>
      <a href="${address}" aria-label="Open alone: ${group}, ${title}">Open alone</a>
    </figcaption>
    <div class="frame" tabindex="0" role="region" aria-label="${group}, ${title}">
      <iframe
        loading="lazy"
        title="${group}: ${title}"
        src="${address}"
        width="${width}"
        height="640"
      ></iframe>
    </div>
  </figure>`
}

/** A page with one element and nothing else. */
export const statePage = ({ name, title, element }: GalleryState, chosen: Chosen): Html =>
  html`<!doctype html>
    <html
      lang="${chosen.lang || 'en'}"
      dir="${chosen.dir || 'ltr'}"
      data-scheme="${chosen.scheme}"
      data-state="${name}"
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Gallery</title>
        <link rel="icon" href="/assets/icon.svg" />
        <link rel="stylesheet" href="/assets/gallery-state.css" />
        ${chosen.theme ? html`<link rel="stylesheet" href="/assets/themes.css" />` : ''}
        <script type="module" src="/import-wizard.js"></script>
        <script type="module" src="/assets/gallery-state.js"></script>
      </head>
      <body>
        <main class="${chosen.theme ? `theme-${chosen.theme}` : ''}">
          <h1>${element === 'import-wizard' ? 'Import' : 'Import history'}: ${title}</h1>
        </main>
      </body>
    </html>`
