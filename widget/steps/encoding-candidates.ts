import type { Warning } from '../../server-kit/contract/shapes.ts'

/** One way the file's characters could be meant, with a word of the file read in it. */
export interface EncodingCandidate {
  encoding: string
  sample: string
}

/** What an unsure reading asks the user; empty for every other warning. */
export function encodingCandidates({ code, details }: Warning): EncodingCandidate[] {
  const candidates: unknown = code === 'encoding_unsure' ? details?.['candidates'] : []
  return Array.isArray(candidates) ? candidates.filter(isCandidate) : []
}

const isCandidate = (value: unknown): value is EncodingCandidate =>
  typeof value === 'object' &&
  value !== null &&
  'encoding' in value &&
  typeof value.encoding === 'string' &&
  'sample' in value &&
  typeof value.sample === 'string'
