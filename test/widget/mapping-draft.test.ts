import { expect } from '@open-wc/testing'
import type { Column, ColumnMapping } from '../../server-kit/contract/shapes.ts'
import {
  canMatch,
  formatChoice,
  initialTargets,
  isGuess,
  missingFields,
  openColumns,
  toMapping,
} from '../../widget/mapping-draft.ts'
import { column, people } from './support/answers.ts'

const mapping = (source: string, target: string, more: Partial<ColumnMapping> = {}) => ({
  source,
  target,
  entityLink: null,
  dateFormat: null,
  numberFormat: null,
  ...more,
})

const suggested = (
  source: string,
  target: string,
  more: Partial<NonNullable<Column['suggestion']>> = {},
) =>
  column(source, {
    suggestion: { ...mapping(source, target), reason: 'name', confidence: 1, ...more },
  })

describe('the draft of a mapping', () => {
  it('begins with the suggestions that are sure', () => {
    const columns = [
      suggested('Full name', 'name'),
      suggested('Mail', 'emails', { reason: 'similar', confidence: 0.5 }),
      column('Ref'),
    ]
    const targets = initialTargets(columns, [])
    expect(targets.get('Full name')?.target).to.equal('name')
    expect(targets.get('Mail')).to.equal(null)
    expect(targets.get('Ref')).to.equal(null)
  })

  it('begins with what was saved, where something was', () => {
    const targets = initialTargets(
      [suggested('A', 'name'), suggested('B', 'emails')],
      [mapping('B', 'name')],
    )
    expect(targets.get('A')).to.equal(null)
    expect(targets.get('B')?.target).to.equal('name')
  })

  it('what only the values suggest is a guess until another target is chosen', () => {
    const guessed = suggested('CIK', 'score', { reason: 'type', confidence: 0.8 })
    expect(isGuess(guessed, mapping('CIK', 'score'))).to.equal(true)
    expect(isGuess(guessed, mapping('CIK', 'name'))).to.equal(false)
    expect(isGuess(suggested('Name', 'name'), mapping('Name', 'name'))).to.equal(false)
  })

  it('names the required fields that are missing', () => {
    const missing = missingFields(people, new Map([['Mail', mapping('Mail', 'emails')]]))
    expect(missing.map(({ key }) => key)).to.deep.equal(['name'])
  })

  it('a link does not stand for the field of the same name', () => {
    const link = mapping('Firm', 'name', { entityLink: 'company' })
    expect(missingFields(people, new Map([['Firm', link]]))).to.have.length(1)
  })

  it('knows whether a column can find existing records', () => {
    expect(canMatch(people, new Map([['A', mapping('A', 'name')]]))).to.equal(false)
    expect(canMatch(people, new Map([['A', mapping('A', 'emails')]]))).to.equal(true)
    expect(canMatch({ ...people, matchableFields: [] }, new Map())).to.equal(true)
  })

  const born = (dateFormats: Column['dateFormats']) =>
    column('Born', { ...(dateFormats && { dateFormats }) })

  it('a proven format is applied', () => {
    const proven = born([
      { format: 'european', proven: true, proof: { row: 2, value: '31/12/1980' } },
      { format: 'american', proven: false },
    ])
    const chosen = toMapping(proven, { target: 'birthday', entityLink: null })
    expect(chosen.dateFormat).to.equal('european')
    expect(formatChoice(people, proven, chosen)?.isOpen).to.equal(false)
  })

  it('several formats without a proof have to be chosen among', () => {
    const open = born([
      { format: 'european', proven: false },
      { format: 'american', proven: false },
    ])
    const chosen = toMapping(open, { target: 'birthday', entityLink: null })
    expect(chosen.dateFormat).to.equal(null)
    expect(openColumns(people, [open], new Map([['Born', chosen]]))).to.deep.equal(['Born'])
    const said = { ...chosen, dateFormat: 'american' as const }
    expect(openColumns(people, [open], new Map([['Born', said]]))).to.deep.equal([])
  })

  it('a link that is matched by a date has a format too', () => {
    const open = born([
      { format: 'european', proven: false },
      { format: 'american', proven: false },
    ])
    const link = mapping('Born', 'founded', { entityLink: 'company' })
    const founded = {
      field: 'founded',
      label: 'Founded',
      priority: 0,
      behavior: 'match_only',
      multiValue: false,
      type: 'date',
    } as const
    const entityLinks = people.entityLinks.map((one) => ({ ...one, matchableFields: [founded] }))
    expect(formatChoice({ ...people, entityLinks }, open, link)?.isOpen).to.equal(true)
    expect(formatChoice(people, open, link)).to.equal(null)
  })

  it('a date column of which nothing can be read leaves nothing to choose', () => {
    const choice = formatChoice(people, born(undefined), mapping('Born', 'birthday'))
    expect(choice).to.deep.include({ readings: [], isOpen: false })
  })

  it('a format is no question for a text', () => {
    const open = born([
      { format: 'european', proven: false },
      { format: 'american', proven: false },
    ])
    expect(formatChoice(people, open, mapping('Born', 'name'))).to.equal(null)
  })
})
