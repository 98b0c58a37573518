import type { PluralForms } from '../format.ts'

/** A name or value of any script inside an Arabic sentence: otherwise it would turn the words around. */
export const isolated = (text: string): string => `\u2068${text}\u2069`

export const quoted = (text: string): string => `«${isolated(text)}»`

type Counted = Required<Omit<PluralForms, 'zero'>> & { zero: string }

export const rows: Counted = {
  zero: 'لا صفوف',
  one: 'صف واحد',
  two: 'صفان',
  few: '# صفوف',
  many: '# صفًا',
  other: '# صف',
}

/** After a preposition or a noun. */
export const ofRows: Counted = { ...rows, zero: '# صف', two: 'صفين' }

export const columns: Counted = {
  zero: 'لا أعمدة',
  one: 'عمود واحد',
  two: 'عمودان',
  few: '# أعمدة',
  many: '# عمودًا',
  other: '# عمود',
}

export const ofColumns: Counted = { ...columns, zero: '# عمود', two: 'عمودين' }

export const values: Counted = {
  zero: 'لا قيم',
  one: 'قيمة واحدة',
  two: 'قيمتان',
  few: '# قيم',
  many: '# قيمة',
  other: '# قيمة',
}

export const cells: Counted = {
  zero: 'لا خلايا',
  one: 'خلية واحدة',
  two: 'خليتان',
  few: '# خلايا',
  many: '# خلية',
  other: '# خلية',
}
