import { describe, expect, it } from 'vitest'
import { DATE_FORMATS } from '../../../server-kit/contract/stages.ts'
import { errorOf, valueOf } from './cell-rules.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July']
const two = (number: number) => String(number).padStart(2, '0')

const SPELLINGS = {
  iso: [
    '2024-05-15',
    '2024-05-15 16:00',
    '2024-05-15 16:00:30',
    '2024-05-15T16:00',
    '2024-05-15T16:00:30.123Z',
    '2024-05-15T16:00+02:00',
    '16:00 2024-05-15',
  ],
  european: [
    '15/05/2024',
    '15-05-2024',
    '15.05.2024',
    '15/5/2024',
    '15 May 2024',
    '15 may 2024',
    '15th May 2024',
    '15. May 2024',
    '15-May-2024',
    '15/05/2024 16:00',
    '16:00 15/05/2024',
    '4:00 PM, 15 May 2024',
  ],
  american: [
    '05/15/2024',
    '05-15-2024',
    '5/15/2024',
    'May 15th 2024',
    'May 15, 2024',
    'may 15 2024',
    '05/15/2024 4:00 pm',
    '16:00:30 05/15/2024',
  ],
} as const

describe('a date', () => {
  for (const format of DATE_FORMATS) {
    it.each(SPELLINGS[format])(`reads %s as ${format} and as nothing else`, (raw) => {
      for (const dateFormat of DATE_FORMATS) {
        const error = errorOf({ type: 'date', dateFormat }, raw)
        expect([dateFormat, error === null]).toEqual([dateFormat, dateFormat === format])
      }
      expect(valueOf({ type: 'date', dateFormat: format }, raw)).toBe('2024-05-15')
    })
  }

  it('is read by its format where both fit', () => {
    expect(valueOf({ type: 'date', dateFormat: 'european' }, '5/6/2024')).toBe('2024-06-05')
    expect(valueOf({ type: 'date', dateFormat: 'american' }, '5/6/2024')).toBe('2024-05-06')
  })

  it('names the format that it expects', () => {
    const errors = DATE_FORMATS.map((dateFormat) => errorOf({ type: 'date', dateFormat }, 'x'))
    expect(errors).toEqual([
      'Invalid date format. Expected: ISO',
      'Invalid date format. Expected: European',
      'Invalid date format. Expected: American',
    ])
  })

  it('has every English month, in full and short', () => {
    MONTHS.forEach((month, index) => {
      const value = `2024-${two(index + 1)}-09`
      for (const name of [month, month.slice(0, 3), month.toUpperCase()]) {
        expect(valueOf({ type: 'date', dateFormat: 'european' }, `9 ${name} 2024`)).toBe(value)
        expect(valueOf({ type: 'date', dateFormat: 'american' }, `${name} 9th 2024`)).toBe(value)
      }
    })
  })

  it('is one of the calendar, in every month of common and leap years', () => {
    for (const year of [1900, 2000, 2023, 2024]) {
      for (let month = 1; month <= 12; month += 1) {
        const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
        for (let day = 0; day <= 32; day += 1) {
          const iso = `${year}-${two(month)}-${two(day)}`
          const isReal = day >= 1 && day <= last
          expect([iso, errorOf({ type: 'date' }, iso) === null]).toEqual([iso, isReal])
          const european = `${day}.${month}.${year}`
          const error = errorOf({ type: 'date', dateFormat: 'european' }, european)
          expect([european, error === null]).toEqual([european, isReal])
        }
      }
    }
  })

  it.each([
    '2024-13-01',
    '2024-00-10',
    '31.02.',
    '2024-5-5',
    '20240515',
    '24-05-15',
    '0000-01-01',
    '2024-05-15 24:00',
    '2024-05-15 16:60',
    '2024-05-15 13:00 pm',
    '16:00 2024-05-15 16:00',
    '2024-05-15x',
    'May 2024',
    '45000',
  ])('refuses %s in every format', (raw) => {
    for (const dateFormat of DATE_FORMATS) {
      expect(errorOf({ type: 'date', dateFormat }, raw)).not.toBeNull()
    }
  })

  it.each(['15/05-2024', '15/05/24', '15.5', '32/01/2024', '15 Mai 2024'])(
    'refuses %s as European',
    (raw) => expect(errorOf({ type: 'date', dateFormat: 'european' }, raw)).not.toBeNull(),
  )

  it('never passes through a time zone', () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      expect(valueOf({ type: 'date', timeZone }, '2024-05-15')).toBe('2024-05-15')
      expect(valueOf({ type: 'date', timeZone }, '2024-05-15T23:59:59Z')).toBe('2024-05-15')
    }
  })
})

describe('a datetime', () => {
  const at = (raw: string, timeZone = 'Europe/Berlin') =>
    valueOf({ type: 'datetime', timeZone }, raw)

  it.each([
    ['2024-05-15T16:00:00Z', '2024-05-15T16:00:00Z'],
    ['2024-05-15T16:00:00.250Z', '2024-05-15T16:00:00.25Z'],
    ['2024-05-15 16:00+02:00', '2024-05-15T14:00:00Z'],
    ['2024-05-15 16:00 -0530', '2024-05-15T21:30:00Z'],
    ['2024-05-15 16:00 UTC', '2024-05-15T16:00:00Z'],
    ['2024-01-01T00:30+01:00', '2023-12-31T23:30:00Z'],
  ])('with an offset, %s, is the instant %s anywhere', (raw, value) => {
    expect(at(raw, 'Europe/Berlin')).toBe(value)
    expect(at(raw, 'America/New_York')).toBe(value)
  })

  it('without an offset is one of the actor’s time zone', () => {
    expect(at('2024-05-15 16:00')).toBe('2024-05-15T14:00:00Z')
    expect(at('2024-01-15 16:00')).toBe('2024-01-15T15:00:00Z')
    expect(at('2024-05-15 16:00', 'America/New_York')).toBe('2024-05-15T20:00:00Z')
    expect(at('2024-05-15 16:00', 'Asia/Kolkata')).toBe('2024-05-15T10:30:00Z')
    const american = { type: 'datetime', dateFormat: 'american' } as const
    expect(valueOf(american, '5/15/2024 4:00:30 PM')).toBe('2024-05-15T14:00:30Z')
  })

  it('without a time is midnight in the zone', () => {
    expect(at('2024-05-15')).toBe('2024-05-14T22:00:00Z')
  })

  it('without a time is the first moment of a day that has no midnight', () => {
    expect(at('2024-03-31', 'Asia/Beirut')).toBe('2024-03-30T22:00:00Z')
  })

  it('over which the clocks went forward does not exist', () => {
    expect(errorOf({ type: 'datetime' }, '2024-03-31 02:30')).toBe(
      '2024-03-31 02:30 does not exist in Europe/Berlin: the clocks went forward over it',
    )
    expect(at('2024-03-31 01:59')).toBe('2024-03-31T00:59:00Z')
    expect(at('2024-03-31 03:00')).toBe('2024-03-31T01:00:00Z')
    expect(at('2024-03-31 02:30', 'UTC')).toBe('2024-03-31T02:30:00Z')
  })

  it('that happened twice is the earlier one', () => {
    expect(at('2024-10-27 02:30')).toBe('2024-10-27T00:30:00Z')
    expect(at('2024-10-27 03:00')).toBe('2024-10-27T02:00:00Z')
  })

  it('reads midnight and noon of twelve hours', () => {
    expect(at('2024-05-15 12:00 am', 'UTC')).toBe('2024-05-15T00:00:00Z')
    expect(at('2024-05-15 12:00 PM', 'UTC')).toBe('2024-05-15T12:00:00Z')
    expect(errorOf({ type: 'datetime' }, '2024-05-15 0:30 pm')).not.toBeNull()
  })
})
