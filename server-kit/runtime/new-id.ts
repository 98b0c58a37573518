import { encodeTime, incrementBase32, TIME_LEN, ulid } from 'ulid'

/** Makes ids; by default ULIDs that grow within a process. */
export type NewId = () => string

/**
 * ULIDs that grow. What the library's own factory does, but that the time is written once a millisecond:
 * an import makes them by the million.
 */
function growingUlids(): NewId {
  let now = 0
  let time = ''
  let random = ''
  return () => {
    const current = Date.now()
    if (current > now) {
      now = current
      time = encodeTime(now, TIME_LEN)
      random = ulid(now).slice(TIME_LEN)
    } else random = incrementBase32(random)
    return time + random
  }
}

export const newUlid: NewId = growingUlids()

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

export const isUlid = (text: string) => ULID.test(text)
