import type { Seeded } from './seeded.ts'

export const KNOWN = 40
const FIRMS = 60

/** Rows of the crash import: new people, known ones, rows of one person, and rows that are refused. */
export function peopleFile(rows: number, seeded: Seeded, special: readonly string[] = []): string {
  const lines = ['Name,Email,Tags,Firm']
  for (let row = 0; row < rows; row += 1) {
    const name = special[row] ?? nameOf(row, seeded)
    const email = emailOf(row, seeded)
    const tags = seeded.chance(0.2) ? `"t${row % 7}, t${row % 5}"` : ''
    const firm = seeded.chance(0.6) ? `Firm ${seeded.between(1, FIRMS)}` : ''
    lines.push(`${name},${email},${tags},${firm}`)
  }
  return lines.join('\n')
}

/**
 * New people, a few of whom are refused, without firms: on Postgres their batches are made ready while the
 * ones before them are written.
 */
export function newPeopleFile(rows: number, seeded: Seeded): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const name = seeded.chance(0.01) ? 'Refused' : `Person ${row}`
    return `${name},${seeded.chance(0.9) ? `n${row}@x.example` : ''}`
  })
  return ['Name,Email', ...lines].join('\n')
}

function nameOf(row: number, seeded: Seeded): string {
  if (!seeded.chance(0.03)) return `Person ${row}`
  return seeded.oneOf(['Refused', 'Forbidden', 'Broken'])
}

function emailOf(row: number, seeded: Seeded): string {
  if (seeded.chance(0.05)) return `known${seeded.between(1, KNOWN)}@x.example`
  // A person of an earlier row, maybe of an earlier batch.
  if (row > 0 && seeded.chance(0.05)) return `p${seeded.between(0, row - 1)}@x.example`
  return seeded.chance(0.9) ? `p${row}@x.example` : ''
}
