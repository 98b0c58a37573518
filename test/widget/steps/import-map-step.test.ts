import { expect, fixture, html } from '@open-wc/testing'
import '../../../widget/define.ts'
import type { ImportWizard } from '../../../widget/import-wizard.ts'
import { ImportMapRow } from '../../../widget/steps/import-map-row.ts'
import { ImportMapStep } from '../../../widget/steps/import-map-step.ts'
import { csv, deepFind, deepQuery, textOf, until } from '../support/pages.ts'

const AMBIGUOUS = 'Name,Birthday,Ref\nAda,01/02/1980,x1\nAlan,03/04/1981,x2\n'
const PROVEN =
  'Name,Birthday,E-mail\nAda,31/12/1980,ada@example.com\nAlan,03/04/1981,al@example.com\n'

const make = async (text = PROVEN) => {
  const wizard = await fixture<ImportWizard>(
    html`<import-wizard endpoint="/api/imports" entity-type="people"></import-wizard>`,
  )
  wizard.open(csv(text))
  ;(await deepFind(wizard, 'import-upload-step', 'import-file-card', '.primary')).click()
  const step = await deepFind<ImportMapStep>(wizard, 'import-map-step')
  await deepFind(step, 'import-map-columns', 'import-map-row', 'import-target-select', 'input')
  return { wizard, step }
}

const rows = (step: ImportMapStep) => {
  const columns = deepQuery(step, ['import-map-columns'])
  return [...(columns?.shadowRoot?.querySelectorAll<ImportMapRow>('import-map-row') ?? [])]
}

const rowOf = (step: ImportMapStep, source: string) => {
  const row = rows(step).find(({ column }) => column.source === source)
  if (!row) throw new Error(`no row for ${source}`)
  return row
}

const targetOf = (step: ImportMapStep, source: string) =>
  deepQuery<HTMLInputElement>(rowOf(step, source), ['import-target-select', 'input'])?.value

const choose = async (step: ImportMapStep, source: string, typed: string) => {
  const row = rowOf(step, source)
  const input = await deepFind<HTMLInputElement>(row, 'import-target-select', 'input')
  input.value = typed
  input.dispatchEvent(new Event('input', { bubbles: true }))
  ;(await deepFind(row, 'import-target-select', '[role=option]')).click()
  await step.updateComplete
  await row.updateComplete
}

const goOn = (step: ImportMapStep) => deepFind<HTMLButtonElement>(step, '.actions .primary')

describe('import-map-step', () => {
  it('is defined', async () => expect((await make()).step).to.be.instanceOf(ImportMapStep))
  it('is accessible', async () => expect((await make()).step).to.be.accessible())

  it('columns go where their names say', async () => {
    const { step } = await make()
    expect(targetOf(step, 'Name')).to.equal('Name')
    expect(targetOf(step, 'Birthday')).to.equal('Birthday')
  })

  it('a proven format is shown with its proof', async () => {
    const { step } = await make()
    const row = rowOf(step, 'Birthday')
    expect(textOf(deepQuery(row, ['.target']))).to.contain(
      'Day first, proven by 31/12/1980 in row 2',
    )
  })

  it('a format that nothing proves has to be chosen, by what a sample would mean', async () => {
    const { step } = await make(AMBIGUOUS)
    const row = rowOf(step, 'Birthday')
    const choices = [...(row.shadowRoot?.querySelectorAll('.choice') ?? [])].map(textOf).sort()
    expect(choices).to.deep.equal([
      'Day first 01/02/1980 → February 1, 1980',
      'Month first 01/02/1980 → January 2, 1980',
    ])
    expect((await goOn(step)).disabled).to.equal(true)
    expect(textOf(deepQuery(step, ['#hint']))).to.equal('Choose how to read Birthday to continue.')
    await expect(step).to.be.accessible()
    ;(await deepFind<HTMLInputElement>(row, 'input[type=radio]')).click()
    await step.updateComplete
    expect((await goOn(step)).disabled).to.equal(false)
  })

  it('a value that tells the formats apart is looked for beyond the samples', async () => {
    const alike = ['01/01/1980', '02/02/1980', '03/03/1980', '04/04/1980', '05/05/1980']
    const born = [...alike, '06/07/1980'].map((date, place) => `Ada ${place},${date}`)
    const { step } = await make(`Name,Birthday\n${born.join('\n')}\n`)
    const row = rowOf(step, 'Birthday')
    await until(() => textOf(deepQuery(row, ['fieldset'])).includes('06/07/1980 → July 6, 1980'))
    expect((await goOn(step)).disabled).to.equal(true)
  })

  it('where no value tells them apart, an example does', async () => {
    const { step } = await make('Name,Birthday\nAda,01/01/1980\nAlan,02/02/1981\n')
    const row = rowOf(step, 'Birthday')
    await until(() =>
      textOf(deepQuery(row, ['fieldset'])).includes('such as 03/04/2024 → April 3, 2024'),
    )
    expect((await goOn(step)).disabled).to.equal(true)
  })

  it('a number that can be read in two ways shows both', async () => {
    const { step } = await make('Name,Lead score\nAda,"1,234"\nAlan,"5,678"\n')
    await choose(step, 'Lead score', 'Score')
    const row = rowOf(step, 'Lead score')
    const choices = [...(row.shadowRoot?.querySelectorAll('.choice') ?? [])].map(textOf).sort()
    expect(choices).to.deep.equal(['Decimal comma 1,234 → 1.234', 'Decimal point 1,234 → 1234'])
    expect((await goOn(step)).disabled).to.equal(true)
  })

  it('a decimal sign is shown with its proof', async () => {
    const { step } = await make('Name,Lead score\nAda,"1.234,5"\nAlan,"5,678"\n')
    await choose(step, 'Lead score', 'Score')
    expect(textOf(deepQuery(rowOf(step, 'Lead score'), ['.target']))).to.contain(
      'Decimal comma, proven by 1.234,5 in row 2',
    )
  })

  it('a column of which no value can be read as its target says so', async () => {
    const { step } = await make('Name,Birthday\nAda,soon\nAlan,later\n')
    const row = rowOf(step, 'Birthday')
    expect(textOf(deepQuery(row, ['.target']))).to.contain(
      'None of its values can be read as a date: please check',
    )
    expect(textOf(deepQuery(row, ['.mark']))).to.equal('guessed, please check')
  })

  it('a wide file is there at once: the first columns, and then the others', async () => {
    const wide = Array.from({ length: 600 }, (_, place) => `Attribute ${place}`)
    const { step } = await make(`Name,${wide.join(',')}\nAda,${wide.map(() => 'x').join(',')}\n`)
    expect(rows(step).length).to.be.lessThan(601)
    await until(() => rows(step).length === 601, 'columns are missing')
  })

  it('Continue waits for the required fields, and says which', async () => {
    const { step } = await make('Full title,E-mail\nAda,ada@example.com\n')
    await choose(step, 'Full title', 'Not imported')
    expect((await goOn(step)).disabled).to.equal(true)
    expect(textOf(deepQuery(step, ['#hint']))).to.equal('Map Name to continue.')
    await choose(step, 'Full title', 'Name')
    expect((await goOn(step)).disabled).to.equal(false)
  })

  it('a target of one column is taken for the others', async () => {
    const { step } = await make()
    const row = rowOf(step, 'E-mail')
    ;(await deepFind(row, 'import-target-select', 'input')).click()
    const list = await deepFind(row, 'import-target-select', '[role=listbox]')
    const taken = [...list.querySelectorAll('[aria-disabled=true]')].map(textOf)
    expect(taken).to.deep.include('Name taken by Name')
  })

  it('only the unmapped columns can be shown, and Reset brings the suggestions back', async () => {
    const { step } = await make()
    await choose(step, 'Birthday', 'Not imported')
    ;(await deepFind<HTMLInputElement>(step, '.tools input')).click()
    await step.updateComplete
    expect(rows(step).map(({ column }) => column.source)).to.deep.equal(['Birthday'])
    ;(await deepFind(step, '.tools button')).click()
    await step.updateComplete
    expect(rows(step)).to.have.length(0)
  })

  it('without a column that finds records it asks first, and names what would help', async () => {
    const { wizard, step } = await make('Name\nAda\n')
    ;(await goOn(step)).click()
    await step.updateComplete
    const dialog = await deepFind(step, 'import-dialog[open], import-dialog')
    expect(textOf(dialog)).to.contain('E-mail')
    await expect(step).to.be.accessible()
    ;(await deepFind(step, 'import-dialog button')).click()
    await until(() => deepQuery(wizard, ['import-review-step']) !== null)
    expect(deepQuery(wizard, ['import-review-step'])).not.to.equal(null)
  })

  it('with one it saves and goes on to the review, and back with what was saved', async () => {
    const { wizard, step } = await make()
    await choose(step, 'Birthday', 'Not imported')
    ;(await goOn(step)).click()
    await deepFind(wizard, 'import-review-step')
    ;(await deepFind(wizard, 'import-stepper', 'button')).click()
    const again = await deepFind<ImportMapStep>(wizard, 'import-map-step')
    await deepFind(again, 'import-map-columns', 'import-map-row', 'import-target-select', 'input')
    expect(targetOf(again, 'Birthday')).to.equal('Not imported')
    expect(targetOf(again, 'Name')).to.equal('Name')
  })

  it('Back shows the card of the file', async () => {
    const { wizard, step } = await make()
    ;(await deepFind(step, '.actions button')).click()
    expect(await deepFind(wizard, 'import-upload-step', 'import-file-card')).not.to.equal(null)
  })
})

describe('import-map-row', () => {
  it('is defined', async () => {
    const { step } = await make()
    expect(rows(step)[0]).to.be.instanceOf(ImportMapRow)
  })

  it('is accessible', async () => {
    const { step } = await make()
    await expect(rowOf(step, 'Birthday')).to.be.accessible()
  })

  it('shows how full a column is, how varied, and its values', async () => {
    const { step } = await make(
      'Name,E-mail\nAda,a@example.com\nAlan,\nGrace,g@example.com\nJoan,\n',
    )
    const profile = textOf(deepQuery(rowOf(step, 'E-mail'), ['.profile']))
    expect(profile).to.contain('50% filled')
    expect(profile).to.contain('a@example.com · g@example.com')
  })
})
