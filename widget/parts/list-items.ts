import type { Option } from '../../server-kit/contract/shapes.ts'

const fold = (text: string) => text.trim().toLowerCase()
/** The items of a list as it is written: by commas. */
export const itemsOf = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

/** Whether an item, as typed, is an option. */
export const isOption = (item: string) => (option: Option) =>
  fold(option.value) === fold(item) || fold(option.label) === fold(item)
