import { expect } from '@open-wc/testing'
import { ImportClientError } from '../../../widget/import-client-error.ts'
import { readSample } from '../../../widget/steps/format-samples.ts'
import { en } from '../../../widget/strings/en.ts'
import { Format } from '../../../widget/strings/format.ts'
import { Texts } from '../../../widget/strings/texts.ts'
import { texts } from '../support/english.ts'

const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('Format', () => {
  const english = new Format('en', 'UTC')
  const de = new Format('de', 'Europe/Berlin')

  it('numbers have the marks of the locale', () => {
    expect(english.number(214_006)).to.equal('214,006')
    expect(de.number(214_006)).to.equal('214.006')
  })

  it('sizes have one digit where it says something', () => {
    expect(
      [0, 900, 1536, 40_055_603, 512 * 1024 * 1024].map((size) => spaced(english.bytes(size))),
    ).to.deep.equal(['0 bytes', '900 bytes', '1.5 kB', '38.2 MB', '512 MB'])
  })

  it('what is not all is not 100 %, what is something is not 0 %', () => {
    expect([0, 0.0001, 0.5, 0.9999, 1].map((share) => english.percent(share))).to.deep.equal([
      '0%',
      '1%',
      '50%',
      '99%',
      '100%',
    ])
  })

  it('durations are told in the largest unit that fits', () => {
    expect([0.2, 12, 90, 7200].map((seconds) => spaced(english.duration(seconds)))).to.deep.equal([
      '1 sec',
      '12 sec',
      '2 min',
      '2 hr',
    ])
  })

  it('past times are told from now', () => {
    const now = Date.parse('2026-03-02T12:00:00Z')
    expect(english.relative('2026-03-02T10:00:00Z', now)).to.equal('2 hours ago')
    expect(english.relative('2026-03-01T10:00:00Z', now)).to.equal('yesterday')
  })

  it('days ago are those of the calendar where the user is; what is to come is now', () => {
    const now = Date.parse('2026-03-04T10:00:00Z')
    expect(english.relative('2026-03-02T12:00:00Z', now)).to.equal('2 days ago')
    expect(english.relative('2026-03-03T09:00:00Z', now)).to.equal('yesterday')
    expect(english.relative('2026-03-04T10:00:30Z', now)).to.equal('now')
    expect(de.relative('2026-03-02T23:30:00Z', now)).to.equal('gestern')
    expect(english.relative('2026-03-02T23:30:00Z', now)).to.equal('2 days ago')
  })

  it('long ago is told in months and years', () => {
    const now = Date.parse('2026-03-04T10:00:00Z')
    expect(english.relative('2026-02-12T10:00:00Z', now)).to.equal('20 days ago')
    expect(english.relative('2026-01-20T10:00:00Z', now)).to.equal('1 month ago')
    expect(english.relative('2024-01-20T10:00:00Z', now)).to.equal('2 years ago')
  })

  it('plurals follow the rules of the locale', () => {
    const forms = { one: '# row', other: '# rows' }
    expect([1, 2, 1200].map((count) => english.plural(count, forms))).to.deep.equal([
      '1 row',
      '2 rows',
      '1,200 rows',
    ])
    const arabic = new Format('ar-u-nu-latn', 'UTC')
    expect(arabic.plural(2, { two: 'two', few: 'few', other: 'other' })).to.equal('two')
    expect(arabic.plural(3, { two: 'two', few: 'few', other: 'other' })).to.equal('few')
  })
})

describe('Texts', () => {
  const error = (code: 'no_rows' | 'unreadable_file' | 'file_too_large', message = '') =>
    new ImportClientError({ code, status: 422, message, details: { limit: 1024 * 1024 } })

  it('errors are told by code, with their numbers', () => {
    expect(texts.error(error('no_rows', 'x'))).to.equal('This file has a header but no rows.')
    expect(spaced(texts.error(error('file_too_large')))).to.contain('larger than 1 MB')
  })

  it("a code without a text has the server's sentence, else a general one", () => {
    expect(texts.error(error('unreadable_file', 'Line 4.'))).to.equal('Line 4.')
    expect(texts.error(error('unreadable_file'))).to.equal('Something went wrong. Try again.')
  })

  it('a host replaces single texts', () => {
    const own = { common: { back: 'Zurück' } }
    const { strings } = new Texts(new Format('en', 'UTC'), () => en, own)
    expect(strings.common.back).to.equal('Zurück')
    expect(strings.common.continue).to.equal('Continue')
  })
})

describe('readSample', () => {
  const english = new Format('en', 'UTC')

  it('takes the first sample that the formats read differently', () => {
    const read = readSample(['01/01/2024', '03/04/2024'], ['european', 'american'], english)
    expect(read?.sample).to.equal('03/04/2024')
    expect(read?.readings.get('european')).to.equal('April 3, 2024')
    expect(read?.readings.get('american')).to.equal('March 4, 2024')
  })

  it('leaves out a format that cannot read it', () => {
    expect(readSample(['31/12/2024'], ['european', 'american'], english)).to.equal(null)
  })

  it('reads a number with a point or with a comma', () => {
    const read = readSample(['1,500'], ['point', 'comma'], english)
    expect(read?.readings.get('point')).to.equal('1500')
    expect(read?.readings.get('comma')).to.equal('1.5')
  })
})
