import type { HostValue } from '../row-store/row-store.ts'
import type { ItemValue } from '../values/cell-rule.ts'
import { foldKey, keysOf } from '../values/fold-key.ts'

/** How many rows have a value, by its folded text, of those that several rows have. */
export type Repeats = ReadonlyMap<string, number>

export interface RepeatCounter {
  see(values: readonly HostValue[]): void
  repeats(): Repeats
}

/** Counts the values of a column as they will be written: corrected, and without what is skipped. */
export function createRepeatCounter(): RepeatCounter {
  const once = new Set<string>()
  const several = new Map<string, number>()
  const count = (key: string, rows: number) => {
    const before = several.get(key) ?? (once.has(key) ? 1 : 0)
    if (before + rows > 1) {
      several.set(key, before + rows)
      once.delete(key)
    } else once.add(key)
  }
  return {
    see(values) {
      for (const { typed, rows, skipped } of values) {
        if (!skipped) for (const key of keysOf(typed)) count(key, rows)
      }
    },
    repeats: () => several,
  }
}

/** The error of a value that has to be unique and is not. */
export function repeated(item: ItemValue, repeats: Repeats): string | null {
  const rows = repeats.get(foldKey(String(item)))
  return rows === undefined ? null : `“${item}” is in the file ${rows} times`
}
