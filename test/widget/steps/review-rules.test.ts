import { expect } from '@open-wc/testing'
import { pickerDate, writeDate } from '../../../widget/steps/date-text.ts'
import { failureReasons } from '../../../widget/steps/failure-reasons.ts'
import { addSample, paceOf } from '../../../widget/steps/import-pace.ts'
import { countsAfter, leftOutValues, progressAfter } from '../../../widget/steps/review-counts.ts'
import { reviewTarget } from '../../../widget/steps/review-target.ts'
import { people } from '../support/answers.ts'
import { mapping, progress, value } from '../support/runs.ts'

const wrong = value('x', { error: 'No' })
const fixed = value('x', { correction: 'y', mapped: 'y' })
const skipped = value('x', { error: 'No', skipped: true })

describe('the counts of the review', () => {
  const before = { all: 3, needsReview: 1, modified: 0, skipped: 0 }

  it('a right correction is modified, and no longer to review', () =>
    expect(countsAfter(before, wrong, fixed)).to.include({ needsReview: 0, modified: 1 }))

  it('a wrong correction is modified, and still to review', () =>
    expect(countsAfter(before, wrong, { ...fixed, error: 'No' })).to.include({
      needsReview: 1,
      modified: 1,
    }))

  it('a skip is neither', () =>
    expect(countsAfter(before, wrong, skipped)).to.include({ needsReview: 0, skipped: 1 }))

  it('an undo brings the error back', () =>
    expect(countsAfter({ ...before, needsReview: 0, modified: 1 }, fixed, wrong)).to.deep.equal(
      before,
    ))

  it('only the decided column changes its mark', () => {
    const columns = [progress('A', { errors: 1 }), progress('B', { errors: 2 })]
    const after = progressAfter(columns, { source: 'A', before: wrong, after: skipped })
    expect(after.map(({ errors }) => errors)).to.deep.equal([0, 2])
    expect(leftOutValues(after)).to.equal(2)
  })
})

describe('the editor of a column', () => {
  const kindOf = (target: string, entityLink: string | null = null) =>
    reviewTarget(people, mapping('S', target, { entityLink })).kind

  it('is that of its field', () => {
    expect(kindOf('birthday')).to.equal('date')
    expect(kindOf('score')).to.equal('number')
    expect(kindOf('emails')).to.equal('list')
    expect(kindOf('name')).to.equal('text')
    const fields = people.fields.map((field) => ({ ...field, type: 'choice' as const }))
    expect(reviewTarget({ ...people, fields }, mapping('S', 'emails')).kind).to.equal('choices')
  })

  it('of a link is a list where several values are matched', () => {
    expect(kindOf('domain', 'company')).to.equal('list')
    expect(kindOf('name', 'company')).to.equal('text')
  })

  it('of a field that is gone is a text', () => expect(kindOf('gone')).to.equal('text'))
})

describe('dates of a picker', () => {
  it('are written in the format of the column', () => {
    expect(writeDate('1990-12-31', 'european')).to.equal('31/12/1990')
    expect(writeDate('1990-12-31', 'american')).to.equal('12/31/1990')
    expect(writeDate('1990-12-31T16:00', 'iso')).to.equal('1990-12-31 16:00')
    expect(writeDate('', 'iso')).to.equal('')
  })

  it('are read from it, unless there is no such day', () => {
    const european = { format: 'european', hasTime: false } as const
    expect(pickerDate('5.5.2024', european)).to.equal('2024-05-05')
    expect(pickerDate('30/02/2024', european)).to.equal('')
    expect(pickerDate('soon', european)).to.equal('')
    expect(pickerDate('2024-05-05 16:30', { format: 'iso', hasTime: true })).to.equal(
      '2024-05-05T16:30',
    )
  })
})

describe('the pace of an import', () => {
  it('is unknown until rows were counted twice', () =>
    expect(paceOf([{ at: 0, processed: 10 }], 100)).to.equal(null))

  it('tells rows a second and seconds left', () => {
    const samples = addSample([{ at: 0, processed: 0 }], { at: 2000, processed: 40 })
    expect(paceOf(samples, 100)).to.deep.equal({ rate: 20, secondsLeft: 3 })
  })

  it('forgets what is long ago, and begins anew when an import does', () => {
    const samples = [{ at: 0, processed: 0 }]
    expect(addSample(samples, { at: 60_000, processed: 10 }).length).to.equal(1)
    expect(addSample([{ at: 0, processed: 50 }], { at: 1, processed: 0 }).length).to.equal(1)
  })
})

describe('the reasons of failed rows', () => {
  it('are grouped, the most frequent first', () => {
    const rows = ['a', 'b', 'b', 'c', 'd', 'e', 'f'].map((error, row) => ({ row, error }))
    const reasons = failureReasons(rows)
    expect(reasons[0]).to.deep.equal({ reason: 'b', count: 2 })
    expect(reasons.length).to.equal(6)
  })
})
