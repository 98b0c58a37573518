export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

export async function times(
  samples: number,
  ask: (n: number) => Promise<{ milliseconds: number }>,
) {
  const measured: number[] = []
  for (let n = 0; n < samples; n += 1) measured.push((await ask(n)).milliseconds)
  return percentiles(measured)
}

export function percentiles(measured: number[]): Percentiles {
  const sorted = measured.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export const verdict = (figure: number, most: number) =>
  `${figure <= most ? 'met   ' : 'MISSED'} (≤ ${most})`
