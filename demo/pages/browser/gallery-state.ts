import { ENDPOINT, cannedFetch } from './gallery/canned-fetch.ts'
import { findState } from './gallery/states.ts'

const root = document.documentElement
const state = findState(location.pathname.split('/').at(-1) ?? '')
if (!state) throw new Error('There is no such state.')
await customElements.whenDefined(state.element)

if (state.query) {
  const address = new URL(location.href)
  for (const [name, value] of Object.entries(state.query)) address.searchParams.set(name, value)
  history.replaceState(null, '', address)
}

const element = document.createElement(state.element)
for (const [name, value] of Object.entries(state.attributes ?? {})) {
  element.setAttribute(name, value)
}
element.endpoint = ENDPOINT
element.timeZone = 'UTC'
element.fetch = cannedFetch(state.server)
document.querySelector('main')?.append(element)
await state.act?.(element)
root.dataset['shown'] = ''
