import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { default as Axe } from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    axe: typeof Axe
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

/** Brings axe into the page, once. */
export async function loadAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
}

/** What axe finds in the page as it stands, through all shadow roots; `only` these rules. */
export async function axeFaults(page: Page, only?: string[]): Promise<string[]> {
  await loadAxe(page)
  return page.evaluate(async (only) => {
    const options = only
      ? { runOnly: { type: 'rule' as const, values: only } }
      : { rules: { 'target-size': { enabled: true } } }
    const { violations } = await window.axe.run(document, {
      ...options,
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.flat().join(' ')} ${html.slice(0, 120)}`),
    )
  }, only)
}

/** By how many pixels the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

const SMALLEST = 24

/** What can be pressed and is smaller than it may be; a box counts with its label. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((smallest) => {
    const all = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? all(element.shadowRoot) : []),
      ])
    const pressed = 'a[href], button, input, select, textarea, summary, [role=tab], [role=option]'
    return all(document)
      .filter((element) => element.matches(pressed) && element.checkVisibility())
      .map((element) =>
        element.matches('input') ? (element.closest('label') ?? element) : element,
      )
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1)
      .filter(({ box }) => box.width < smallest - 0.5 || box.height < smallest - 0.5)
      .map(({ element, box }) => `${element.outerHTML.slice(0, 90)} ${box.width}×${box.height}`)
  }, SMALLEST)

/** Everything that moves by itself, in all shadow roots. */
export const running = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? roots(shadowRoot) : [],
      ),
    ]
    return roots(document)
      .flatMap((root) => root.getAnimations())
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) =>
        effect instanceof KeyframeEffect ? String(effect.target?.className) : 'unknown',
      )
  })
