import { expect } from '@open-wc/testing'
import { dayNumber, dayText, isDay, startOfDay } from '../../widget/calendar-days.ts'

const start = (day: string, zone: string, later = 0) => startOfDay(day, zone, later).toISOString()

describe('calendar days', () => {
  it('begin at midnight of their zone', () => {
    expect(start('2026-03-01', 'UTC')).to.equal('2026-03-01T00:00:00.000Z')
    expect(start('2026-03-01', 'Asia/Kathmandu')).to.equal('2026-02-28T18:15:00.000Z')
    expect(start('2026-03-01', 'Pacific/Kiritimati')).to.equal('2026-02-28T10:00:00.000Z')
    expect(start('2026-03-01', 'America/Los_Angeles')).to.equal('2026-03-01T08:00:00.000Z')
  })

  it('are 23 or 25 hours long when the clocks change', () => {
    expect(start('2026-03-29', 'Europe/Berlin')).to.equal('2026-03-28T23:00:00.000Z')
    expect(start('2026-03-29', 'Europe/Berlin', 1)).to.equal('2026-03-29T22:00:00.000Z')
    expect(start('2026-10-25', 'Europe/Berlin', 1)).to.equal('2026-10-25T23:00:00.000Z')
    expect(start('2026-11-01', 'America/New_York')).to.equal('2026-11-01T04:00:00.000Z')
    expect(start('2026-11-01', 'America/New_York', 1)).to.equal('2026-11-02T05:00:00.000Z')
  })

  it('are counted where the user is', () => {
    const instant = Date.parse('2026-03-01T23:30:00Z')
    expect(dayText(dayNumber(instant, 'UTC'))).to.equal('2026-03-01')
    expect(dayText(dayNumber(instant, 'Europe/Berlin'))).to.equal('2026-03-02')
  })

  it('are on the calendar', () => {
    expect(isDay('2026-02-28')).to.equal(true)
    const wrong = ['2026-02-30', '2026-2-3', '', 'yesterday', '2026-02-28T10:00', '02026-02-28']
    expect(wrong.map(isDay)).to.deep.equal(wrong.map(() => false))
  })
})
