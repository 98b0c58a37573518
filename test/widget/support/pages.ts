import { waitUntil } from '@open-wc/testing'

/** As long as a busy machine may take, in milliseconds. */
const PATIENCE = 30_000

/** Waits for an element inside the shadow roots named by `path`, outermost first. */
export const deepFind = async <E extends Element = HTMLElement>(
  root: Element,
  ...path: string[]
): Promise<E> => {
  let found: E | null = null
  const find = () => (found = deepQuery<E>(root, path))
  await waitUntil(() => find() !== null, `nothing at ${path.join(' › ')}`, { timeout: PATIENCE })
  if (!found) throw new Error('unreachable')
  return found
}

/** Waits as long as a busy machine may take. */
export const until = (isThere: () => unknown, message?: string, interval = 50): Promise<void> =>
  waitUntil(async () => Boolean(await isThere()), message, { interval, timeout: PATIENCE })

/** The element inside nested shadow roots, or null. */
export const deepQuery = <E extends Element = HTMLElement>(
  root: Element,
  path: readonly string[],
): E | null => {
  const [first, ...rest] = path
  if (first === undefined) return null
  if (rest.length === 0) return root.shadowRoot?.querySelector<E>(first) ?? null
  const next = root.shadowRoot?.querySelector(first)
  return next ? deepQuery<E>(next, rest) : null
}

/** The text a person would read, with white space squeezed. */
export const textOf = (element: Element | null): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()

export const csv = (text: BlobPart, name = 'people.csv'): File =>
  new File([text], name, { type: 'text/csv' })

/** The next event of that type, typed as the element declares it. */
export const nextEvent = <T extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  type: T,
): Promise<HTMLElementEventMap[T]> =>
  new Promise((resolve) => element.addEventListener(type, resolve, { once: true }))
