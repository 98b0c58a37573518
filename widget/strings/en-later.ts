import { executeEn } from './en/execute.ts'
import { mapEn } from './en/map.ts'
import { previewEn } from './en/preview.ts'
import { reviewEn } from './en/review.ts'

/** What comes with the later steps, and with the details of the history. */
export const laterEn = { map: mapEn, review: reviewEn, preview: previewEn, execute: executeEn }

export type LaterStrings = typeof laterEn
