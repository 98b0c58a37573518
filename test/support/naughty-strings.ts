import { existsSync, readFileSync } from 'node:fs'
import { hostileStrings } from '../fixtures/hostile-strings.ts'

const LIST = new URL('../../../shared/data/blns/blns.json', import.meta.url)

const read = (): string[] => JSON.parse(readFileSync(LIST, 'utf8'))

/** Our own strings, and the Big List of Naughty Strings where it lies beside the repository. */
export const STRING_LISTS: readonly { name: string; strings: readonly string[] | null }[] = [
  { name: 'our own hostile strings', strings: hostileStrings },
  { name: 'the Big List of Naughty Strings', strings: existsSync(LIST) ? read() : null },
]
