import type { Option } from '../contract/shapes.ts'
import { refused, type CellParser } from './cell-parser.ts'
import { foldKey } from './fold-key.ts'

const SHOWN = 5

/** Options by folded value and label; a value wins over another option's label. */
function indexed(options: Option[]) {
  const found = new Map<string, Option>()
  for (const option of options.toReversed()) found.set(foldKey(option.label), option)
  for (const option of options.toReversed()) found.set(foldKey(option.value), option)
  return found
}

// Per list of options: rules live as long as an import is reviewed, cells come by the million.
const indexes = new WeakMap<Option[], Map<string, Option>>()

function optionsOf(options: Option[]) {
  const known = indexes.get(options)
  if (known) return known
  const index = indexed(options)
  indexes.set(options, index)
  return index
}

function choices(options: Option[]) {
  const labels = options.slice(0, SHOWN).map((option) => option.label)
  return labels.join(', ') + (options.length > SHOWN ? '...' : '')
}

/** The option's value, found by value or label in any case. */
export const parseChoice: CellParser = (item, { options }) => {
  const option = options ? optionsOf(options).get(foldKey(item)) : undefined
  return option
    ? { ok: true, value: option.value, mapped: option.label }
    : refused(`Invalid choice. Must be one of: ${choices(options ?? [])}`)
}
