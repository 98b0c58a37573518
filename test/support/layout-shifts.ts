import type { Page } from 'playwright-core'

declare global {
  interface Window {
    /** Each shift that no input explains, with what moved. */
    moved: string[]
  }
}

/** Longer than the half second after an input in which the browser forgives a shift. */
const SLOW = 700

/** Notes every layout shift of the page from its first script on. */
export async function watchShifts(page: Page) {
  // Otherwise the page lacks the mark that the tests' compiler puts on every function.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(() => {
    window.moved = []
    // What the page itself has below the elements comes and goes as the demo likes.
    const without = new CSSStyleSheet()
    without.replaceSync('.samples, .foot { display: none !important; }')
    document.adoptedStyleSheets = [without]
    const isShift = (entry: PerformanceEntry): entry is LayoutShift => 'hadRecentInput' in entry
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!isShift(entry) || entry.hadRecentInput) continue
        // What only a screen reader is told has no size that could be seen to move.
        const seen = entry.sources.filter(({ currentRect }) => currentRect.width > 1)
        if (seen.length === 0) continue
        const what = seen.map(({ node, previousRect, currentRect }) => {
          const name = node instanceof Element ? `${node.localName}.${node.className}` : '?'
          return `${name} ${previousRect.x},${previousRect.y} → ${currentRect.x},${currentRect.y}`
        })
        window.moved.push(`${entry.value.toFixed(4)} ${what.join(' | ')}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

interface LayoutShift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

/** Lets every answer of the kit come so late that no click before it excuses what it moves. */
export const slowServer = (page: Page) =>
  page.route('**/api/imports/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, SLOW))
    await route.continue()
  })

/** What has moved so far, once the browser has told. */
export const shiftsOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.moved)))
      }),
  )
