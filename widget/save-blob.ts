/** As if the user had clicked a link to it. */
export const followLink = (href: string, download = ''): void => {
  const link = document.createElement('a')
  link.href = href
  link.download = download
  link.click()
}

/** Hands a file to the browser's downloads; a plain link could not carry the host's auth headers. */
export const saveBlob = (blob: Blob, fileName: string): void => {
  const href = URL.createObjectURL(blob)
  followLink(href, fileName)
  // Otherwise some browsers lose the file before they have read it.
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
