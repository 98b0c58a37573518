import { firstEn, type FirstStrings } from './en-first.ts'
import { laterEn, type LaterStrings } from './en-later.ts'

/** A whole language. */
export type Strings = FirstStrings & LaterStrings

/** Every text that users see, by the place where they see it: one file per place. */
export const en: Strings = { ...firstEn, ...laterEn }

/** A host's own wording: whatever is left out stays as it is. */
export type StringsOverride = { [Section in keyof Strings]?: Partial<Strings[Section]> }
