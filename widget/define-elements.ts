/**
 * Registers elements by tag: parts before those that use them. Safe to call twice, even from two
 * versions of this kit on one page, and where there are no elements at all.
 */
export const defineElements = (elements: Record<string, CustomElementConstructor>): void => {
  if (typeof customElements === 'undefined') return
  for (const [tag, element] of Object.entries(elements)) {
    if (!customElements.get(tag)) customElements.define(tag, element)
  }
}
