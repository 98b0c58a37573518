import { monotonicFactory } from 'ulid'

/** Makes ids; by default ULIDs that grow within a process. */
export type NewId = () => string

export const newUlid: NewId = monotonicFactory()

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

export const isUlid = (text: string) => ULID.test(text)
