/** What the design asks for, and whether it is so. */
export interface Verdict {
  isMet: boolean
  target: string
}

export const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** One line of a report. */
export function line(what: string, figure: string, aim?: Verdict): void {
  const verdict = aim ? `${aim.isMet ? 'met   ' : 'MISSED'} (${aim.target})` : ''
  console.log(`  ${what.padEnd(44)} ${figure.padStart(18)}   ${verdict}`)
}

/** A line with a figure that has to stay below a limit. */
export const lineUpTo = (
  what: string,
  figure: number,
  { most, unit }: { most: number; unit: string },
) =>
  line(what, `${figure.toFixed(unit === '×' ? 2 : 1)} ${unit}`, {
    isMet: figure <= most,
    target: `≤ ${most} ${unit}`,
  })
