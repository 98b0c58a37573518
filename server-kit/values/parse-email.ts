import validator from 'validator'
import { accepted, refused, type CellParser } from './cell-parser.ts'

export const isEmail = (text: string) => validator.isEmail(text)

export const parseEmail: CellParser = (item) =>
  isEmail(item)
    ? accepted(item)
    : refused('Invalid e-mail address. Expected something like name@example.com')
