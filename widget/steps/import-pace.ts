export interface PaceSample {
  /** Milliseconds on any clock that only goes forward. */
  at: number
  processed: number
}

/** Long enough to smooth batches, short enough to follow a server that slows down. */
const WINDOW = 15_000

/** The samples to keep once a new one was taken; a count that went back starts afresh. */
export const addSample = (samples: readonly PaceSample[], sample: PaceSample): PaceSample[] => {
  const last = samples.at(-1)
  if (last && sample.processed < last.processed) return [sample]
  return [...samples.filter((older) => sample.at - older.at <= WINDOW), sample]
}

/** Rows a second and seconds left; null until two samples tell something. */
export const paceOf = (
  samples: readonly PaceSample[],
  total: number,
): { rate: number; secondsLeft: number } | null => {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at <= first.at || last.processed <= first.processed) return null
  const rate = ((last.processed - first.processed) * 1000) / (last.at - first.at)
  return { rate, secondsLeft: Math.max(0, total - last.processed) / rate }
}
