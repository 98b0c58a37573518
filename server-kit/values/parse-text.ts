import { accepted, type CellParser } from './cell-parser.ts'

/**
 * Text and ids are kept as they are written, only without the white space around them: leading
 * zeros, plus signs and long digits are never retyped.
 */
export const parseText: CellParser = accepted
