/** Hands a file to the browser's downloads; a plain link could not carry the host's auth headers. */
export const saveBlob = (blob: Blob, fileName: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = fileName
  link.click()
  // Otherwise some browsers lose the file before they have read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
