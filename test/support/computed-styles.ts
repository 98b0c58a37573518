import type { Page } from 'playwright-core'

/** The computed styles of elements, by a path that tells which one it is. */
export type Styles = Record<string, Record<string, string>>

/** Of every element below `selector`; with its shadow roots when they are wanted. */
export const computedStyles = (page: Page, selector: string, entersShadows: boolean) =>
  page.evaluate(
    ([selector, entersShadows]) => {
      const styles: Record<string, Record<string, string>> = {}
      const note = (element: Element, path: string) => {
        const style = getComputedStyle(element)
        styles[path] = Object.fromEntries(
          [...style].map((name) => [name, style.getPropertyValue(name)]),
        )
      }
      const visit = (parent: Element | ShadowRoot, path: string) => {
        Array.from(parent.children).forEach((child, index) => {
          if (child instanceof HTMLStyleElement) return
          const here = `${path} > ${child.localName}:${index}`
          note(child, here)
          visit(child, here)
          if (entersShadows && child.shadowRoot) visit(child.shadowRoot, `${here} /`)
        })
      }
      for (const element of document.querySelectorAll(selector)) {
        if (entersShadows && element.shadowRoot) visit(element.shadowRoot, `${element.localName} /`)
        if (entersShadows) continue
        note(element, element.localName)
        visit(element, element.localName)
      }
      return styles
    },
    [selector, entersShadows] as const,
  )

/** `element property: one → other` for whatever is not alike, but for what `isLeftOut`. */
export function differences(one: Styles, other: Styles, isLeftOut: (name: string) => boolean) {
  return Object.entries(one).flatMap(([path, style]) =>
    Object.entries(style)
      .filter(([name, value]) => !isLeftOut(name) && other[path]?.[name] !== value)
      .map(([name, value]) => `${path} ${name}: ${value} → ${other[path]?.[name]}`),
  )
}
