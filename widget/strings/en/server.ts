import type { ServerTexts } from '../wording.ts'

/** The server's sentences are English. */
export const serverEn: ServerTexts = { warnings: {}, sentence: (text) => text }
