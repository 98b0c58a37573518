/** Registers the details of an import, which come after everything that the list needs; false: offline. */
export const loadDetails = async (): Promise<boolean> => {
  try {
    const { defineDetails } = await import('./define-details.ts')
    defineDetails()
    return true
  } catch {
    return false
  }
}
