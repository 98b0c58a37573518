import type { ImportHistory } from '../../../../widget/import-history.ts'
import type { ImportWizard } from '../../../../widget/import-wizard.ts'
import type { CannedServer } from './canned-fetch.ts'

export type GalleryElement = ImportWizard | ImportHistory

/** One state of one element, and how to bring the element there. */
export interface GalleryState {
  /** Its place below `/gallery`. */
  name: string
  title: string
  element: 'import-wizard' | 'import-history'
  attributes?: Record<string, string>
  /** Of the page's address. */
  query?: Record<string, string>
  server: CannedServer
  /** What a user does to get there. */
  act?: (element: GalleryElement) => Promise<void>
}

export interface GalleryGroup {
  title: string
  states: GalleryState[]
}

const EVERY = 20

/** Waits for an element in the shadow root of the one before it, and so on. */
export async function find(from: Element, ...path: string[]): Promise<HTMLElement> {
  let found: Element = from
  for (const selector of path) found = await within(found, selector)
  if (found instanceof HTMLElement) return found
  throw new TypeError(`${path.join(' ')} is no HTML element.`)
}

async function within(host: Element, selector: string): Promise<Element> {
  for (;;) {
    const found = host.shadowRoot?.querySelector(selector)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, EVERY))
  }
}

/** The file that a user would choose. */
export const chosenFile = (name = 'people-march.csv', size = 40_056_627) =>
  new File([new Uint8Array(size)], name, { type: 'text/csv' })

export const isWizard = (element: GalleryElement): element is ImportWizard => 'open' in element
