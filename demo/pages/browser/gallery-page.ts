const form = document.querySelector('form.switches')
const framesNow = () => document.querySelectorAll<HTMLIFrameElement>('.state iframe')

if (form instanceof HTMLFormElement) {
  form.addEventListener('change', () => follow(form))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    follow(form)
  })
}
for (const frame of framesNow()) {
  if (frame.contentDocument?.readyState === 'complete') fit(frame)
}
// Of every frame, also of one that comes later.
document.addEventListener(
  'load',
  ({ target }) => {
    if (target instanceof HTMLIFrameElement) fit(target)
  },
  { capture: true },
)

/** Shows the states as the switches say, and keeps that in the address. */
function follow(form: HTMLFormElement) {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') query.set(name, value)
  }
  history.replaceState(null, '', `?${query}`)
  const width = query.get('width') ?? ''
  query.delete('width')
  for (const frame of framesNow()) {
    frame.width = width
    const address = new URL(frame.src)
    address.search = query.toString()
    // Otherwise a change of the width alone would load every state again.
    if (address.href !== frame.src) frame.replaceWith(showing(frame, address.href))
  }
}

/**
 * Another frame like this one, with another address. One frame that goes from address to address
 * would put every one of them into the history: Back would lead through all of them.
 */
function showing(frame: HTMLIFrameElement, address: string): HTMLIFrameElement {
  const other = document.createElement('iframe')
  for (const { name, value } of frame.attributes) other.setAttribute(name, value)
  other.src = address
  return other
}

/** As high as what it shows, so that nothing of it is hidden. */
function fit(frame: HTMLIFrameElement) {
  const main = frame.contentDocument?.querySelector('main')
  if (!main) return
  const measure = () => (frame.height = String(Math.ceil(main.getBoundingClientRect().height)))
  new ResizeObserver(measure).observe(main)
}
