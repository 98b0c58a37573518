/** The page's address with these query parameters; an empty value takes one out, the others stay. */
export const pageUrlWith = (parameters: Record<string, string>): URL => {
  const url = new URL(location.href)
  for (const [name, value] of Object.entries(parameters)) {
    if (value === '') url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url
}
