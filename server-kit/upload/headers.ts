import type { Warning } from '../contract/shapes.ts'
import { isTyped } from './looks-typed.ts'

export interface NamedHeaders {
  headers: string[]
  warnings: Warning[]
}

/** The first name of `name`, `name (2)`, `name (3)` … that `isTaken` leaves free. */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name
  let number = 2
  while (isTaken(`${name} (${number})`)) number += 1
  return `${name} (${number})`
}

/** The name of a column without a header, by its place from 0. */
export function placeName(index: number, isTaken: (name: string) => boolean): string {
  return freeName(`Column_${index + 1}`, isTaken)
}

const listed = (names: string[]) => names.map((name) => `“${name}”`).join(', ')

/**
 * Headers as written, trimmed; blank ones are named by their place, repeated ones numbered. No column
 * takes the name that another one has in the file.
 */
export function nameHeaders(cells: readonly string[]): NamedHeaders {
  // A database's text cannot hold NUL: the record and the row store must know a column by one name.
  const written = cells.map((cell) => cell.replaceAll('\0', '␀').trim())
  const inFile = new Set(written)
  const used = new Set<string>()
  const isTaken = (name: string) => used.has(name) || inFile.has(name)
  const repeated: string[] = []
  const blank: string[] = []
  const headers = written.map((name, index) => {
    const header = named(name, index)
    used.add(header)
    return header
  })

  function named(name: string, index: number) {
    if (name === '') {
      const header = placeName(index, isTaken)
      blank.push(header)
      return header
    }
    if (!used.has(name)) return name
    const header = freeName(name, isTaken)
    repeated.push(header)
    return header
  }

  return {
    headers,
    warnings: [...unsureWarning(written), ...repeatedWarning(repeated), ...blankWarning(blank)],
  }
}

const YEAR = /^\d{4}$/

/** A header half of which are numbers, dates, addresses is rather the first row of a file without one. */
function unsureWarning(cells: string[]): Warning[] {
  const filled = cells.filter((cell) => cell !== '')
  const typed = filled.filter((cell) => isTyped(cell) && !YEAR.test(cell))
  if (typed.length === 0 || typed.length < filled.length / 2) return []
  const message = `The header looks like a row of values (${listed(typed.slice(0, 3))}). If the file has no header, add one and upload it again.`
  return [{ code: 'header_unsure', message, details: { cells: typed.slice(0, 5) } }]
}

function repeatedWarning(headers: string[]): Warning[] {
  if (headers.length === 0) return []
  const message = `Some headers occur more than once. The later columns are called ${listed(headers.slice(0, 5))}.`
  return [{ code: 'repeated_header', message, details: { headers } }]
}

function blankWarning(headers: string[]): Warning[] {
  if (headers.length === 0) return []
  const message = `Some columns have no header. They are called ${listed(headers.slice(0, 5))}.`
  return [{ code: 'blank_header', message, details: { headers } }]
}
