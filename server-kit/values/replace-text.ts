/** What to replace: text to the letter, never a pattern. */
export interface Replacing {
  find: string
  replace: string
  /** Only texts that are `find` as a whole; an empty one then means blank cells. Default false. */
  wholeValue?: boolean | undefined
  /** Default false: upper and lower case are different texts. */
  ignoreCase?: boolean | undefined
}

const SYNTAX = /[\\^$.*+?()[\]{}|/]/g

/** A function that replaces every occurrence in a text; `$&` in the replacement is text too. */
export function createReplacer(replacing: Replacing): (text: string) => string {
  const { find, replace, wholeValue = false, ignoreCase = false } = replacing
  if (!ignoreCase) {
    return wholeValue
      ? (text) => (text === find ? replace : text)
      : (text) => text.split(find).join(replace)
  }
  const escaped = find.replace(SYNTAX, String.raw`\$&`)
  const pattern = new RegExp(wholeValue ? `^${escaped}$` : escaped, 'giu')
  return (text) => text.replace(pattern, () => replace)
}
