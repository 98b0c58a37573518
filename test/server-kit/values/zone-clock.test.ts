import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { instantText, placeInZone } from '../../../server-kit/values/zone-clock.ts'
import { seeded } from '../upload/seeded.ts'

const random = seeded(11)
const HOUR = 3_600_000
const AROUND = [-26, -2.5, -1, -0.5, 0, 0.5, 1, 2, 24].flatMap((hours) => [
  hours * HOUR,
  hours * HOUR - 1,
])
// Half-hour changes, a skipped day, Ramadan, local mean time, none at all.
const ZONES = [
  'UTC',
  '+05:30',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Antarctica/Troll',
]

const anyTime = () =>
  Date.UTC(1900 + random(200), random(12), 1 + random(31), random(24), random(60), random(60))

function changesOf(zone: string): number[] {
  const found: number[] = []
  const start = Temporal.Instant.fromEpochMilliseconds(Date.UTC(1901 + random(110), 0))
  let time = start.toZonedDateTimeISO(zone).getTimeZoneTransition('next')
  for (; time && found.length < 8; time = time.getTimeZoneTransition('next')) {
    found.push(time.epochMilliseconds + time.offsetNanoseconds / 1e6)
  }
  return found
}

const timesIn = (zone: string) => [
  ...Array.from({ length: 60 }, anyTime),
  ...changesOf(zone).flatMap((change) => AROUND.map((away) => change + away)),
]

const plain = (local: number) =>
  Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime()

function byTemporal(local: number, zone: string): string | null {
  const zoned = plain(local).toZonedDateTime(zone, { disambiguation: 'earlier' })
  return zoned.toPlainDateTime().equals(plain(local)) ? zoned.toInstant().toString() : null
}

describe('a naive time', () => {
  it.each(ZONES)('is placed as Temporal does, around changes of the clocks too: %s', (zone) => {
    for (const local of timesIn(zone)) {
      const placed = placeInZone(local, zone)
      if (!placed) continue
      const text = 'gap' in placed ? null : instantText(placed.at)
      expect([local, text]).toEqual([local, byTemporal(local, zone)])
    }
  })

  it('at the beginning of a day is where the day begins, though the clocks went over it', () => {
    const midnight = Date.UTC(2018, 10, 4)
    const placed = placeInZone(midnight, 'America/Sao_Paulo')
    const begins = plain(midnight).toPlainDate().toZonedDateTime('America/Sao_Paulo')
    expect(placed).toEqual({ gap: begins.epochMilliseconds })
  })

  it('is left to others long ago and far ahead', () => {
    expect(placeInZone(Date.UTC(1899, 11, 31), 'Europe/Berlin')).toBeNull()
    expect(placeInZone(Date.UTC(2100, 0, 1), 'Europe/Berlin')).toBeNull()
  })
})
