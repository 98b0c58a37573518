/** The address when it leads to the page's own origin, else null: `javascript:` and others never. */
export const sameOriginUrl = (address: string): string | null => {
  if (address === '') return null
  try {
    const url = new URL(address, document.baseURI)
    return url.origin === location.origin && url.protocol.startsWith('http') ? url.href : null
  } catch {
    return null
  }
}
