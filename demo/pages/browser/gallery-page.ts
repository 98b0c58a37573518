const form = document.querySelector('form.switches')
const frames = [...document.querySelectorAll<HTMLIFrameElement>('.state iframe')]

if (form instanceof HTMLFormElement) {
  form.addEventListener('change', () => follow(form))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    follow(form)
  })
}
for (const frame of frames) {
  if (frame.contentDocument?.readyState === 'complete') fit(frame)
  frame.addEventListener('load', () => fit(frame))
}

/** Shows the states as the switches say, and keeps that in the address. */
function follow(form: HTMLFormElement) {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') query.set(name, value)
  }
  history.replaceState(null, '', `?${query}`)
  const width = query.get('width') ?? ''
  for (const frame of frames) {
    if (frame.width !== width) frame.width = width
    const address = new URL(frame.src)
    query.delete('width')
    address.search = query.toString()
    // Otherwise a change of the width alone would load every state again.
    if (address.href !== frame.src) frame.src = address.href
  }
}

/** As high as what it shows, so that nothing of it is hidden. */
function fit(frame: HTMLIFrameElement) {
  const main = frame.contentDocument?.querySelector('main')
  if (!main) return
  const measure = () => (frame.height = String(Math.ceil(main.getBoundingClientRect().height)))
  new ResizeObserver(measure).observe(main)
}
