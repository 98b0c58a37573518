import type { Import } from './model/import.ts'

const MARK = /-failed-rows-([0-7][0-9a-hjkmnp-tv-z]{25})(?![0-9a-z])/i

/**
 * The name of the file of an import's failed rows: its id in the name survives a spreadsheet, which keeps
 * nothing else that could say where the file is from.
 */
export function failedRowsFileName({ id, fileName }: Pick<Import, 'id' | 'fileName'>): string {
  const base = fileName.toWellFormed().replace(/\.\w{1,5}$/, '')
  return `${base.replace(MARK, '')}-failed-rows-${id.toLowerCase()}.csv`
}

/** The import whose failed rows a file of this name has, as far as the name says; else null. */
export const parentIdOf = (fileName: string): string | null =>
  MARK.exec(fileName)?.[1]?.toUpperCase() ?? null
