import type { Page } from 'playwright-core'

/** What a person reads or hears of the elements: text, labels, titles, placeholders; no hidden data. */
export const shownTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = []
    const collect = (node: Node) => {
      if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return
      if (node instanceof Text) texts.push(node.data)
      if (node instanceof Element) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-label']) {
          texts.push(node.getAttribute(name) ?? '')
        }
        if (node.shadowRoot) collect(node.shadowRoot)
      }
      for (const child of node.childNodes) collect(child)
    }
    for (const element of document.querySelectorAll('import-wizard, import-history')) {
      collect(element)
    }
    const squeezed = texts.map((text) => text.replaceAll(/\s+/g, ' ').trim())
    return [...new Set(squeezed)].filter((text) => text !== '')
  })
