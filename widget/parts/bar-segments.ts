export interface BarPart {
  name: 'created' | 'updated' | 'skipped' | 'failed'
  count: number
}

export interface BarSegment extends BarPart {
  /** Both in percent of the whole bar. */
  start: number
  width: number
}

/** So that 12 failed rows of a million are still seen. */
const LEAST_WIDTH = 0.8

/** Places the parts of a bar side by side; `total` is the whole, so an unfinished bar stays open. */
export const barSegments = (parts: readonly BarPart[], total: number): BarSegment[] => {
  const filled = parts.filter((part) => part.count > 0)
  const sum = filled.reduce((all, part) => all + part.count, 0)
  const whole = Math.max(total, sum)
  const widths = filled.map((part) => Math.max((part.count / whole) * 100, LEAST_WIDTH))
  const used = widths.reduce((all, width) => all + width, 0)
  const scale = used > 100 ? 100 / used : 1
  let start = 0
  return filled.map((part, index) => {
    const width = (widths[index] ?? 0) * scale
    const segment = { ...part, start, width }
    start += width
    return segment
  })
}
