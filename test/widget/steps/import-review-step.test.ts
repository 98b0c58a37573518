import { expect } from '@open-wc/testing'
import { ImportReviewStep } from '../../../widget/steps/import-review-step.ts'
import { refuse } from '../support/answers.ts'
import { deepFind, deepQuery, textOf, until } from '../support/pages.ts'
import {
  columnButton,
  editor,
  openReview,
  primary,
  row,
  shown,
  valuesOf,
} from '../support/review-page.ts'
import { matched, progress, value } from '../support/runs.ts'

describe('import-review-step', () => {
  it('is defined', async () => expect((await openReview()).step).to.be.instanceOf(ImportReviewStep))

  it('is accessible with errors, with none, while it checks, and with its tools open', async () => {
    const { step, wizard } = await openReview()
    await editor(step)
    await expect(wizard).to.be.accessible()
    ;(await columnButton(step, 'Born')).click()
    await until(async () => textOf(await row(step)).includes('30/02/1990'))
    ;(await deepFind(await valuesOf(step), 'import-review-toolbar', '[aria-expanded]')).click()
    await expect(wizard).to.be.accessible()
    const clean = await openReview({}, [progress('Name')])
    await row(clean.step)
    await expect(clean.wizard).to.be.accessible()
    const busy = await openReview({}, [progress('Name', { status: 'validating', progress: 0.4 })])
    await deepFind(await valuesOf(busy.step), 'progress')
    await expect(busy.wizard).to.be.accessible()
  })

  it('opens on the first column with errors, on what needs review', async () => {
    const { step, asked } = await openReview()
    expect(textOf(await row(step)))
      .to.contain('ada@, bob@example.com')
      .and.to.contain('1,200')
    expect(asked[0]?.get('source')).to.equal('Mail')
    expect(asked[0]?.get('filter')).to.equal('needsReview')
    expect(textOf(await columnButton(step, 'Mail'))).to.contain('1 value needs review')
  })

  it('says how many values will be left out, and lets the user go on', async () => {
    const { step } = await openReview()
    await row(step)
    expect(textOf(await deepFind(step, '#hint'))).to.contain('2 values still have errors')
    expect((await primary(step)).disabled).to.equal(false)
  })

  it('Continue is off while a column is checked, which is read again and again', async () => {
    let isDone = false
    const { step } = await openReview({
      [`GET /${shown.id}/review`]: () => {
        const part = progress('Name', isDone ? {} : { status: 'validating', progress: 0.4 })
        return Response.json({ columns: [part], matching: matched })
      },
    })
    expect((await primary(step)).disabled).to.equal(true)
    expect(textOf(await columnButton(step, 'Name'))).to.contain('Checking… 40%')
    isDone = true
    await until(async () => !(await primary(step)).disabled, 'still off')
    // Its values come by another request, which may still be on its way.
    await until(async () => textOf(await row(step)).includes('Ada'), 'no values')
  })

  it('an item of a list is corrected beside its own error', async () => {
    const { step, decisions } = await openReview()
    const list = await editor(step)
    const inputs = [...(list.shadowRoot?.querySelectorAll<HTMLInputElement>('input') ?? [])]
    expect(inputs.map((input) => input.value)).to.deep.equal(['ada@', 'bob@example.com'])
    expect(inputs[0]?.getAttribute('aria-invalid')).to.equal('true')
    expect(textOf(list.shadowRoot?.querySelector('.error') ?? null)).to.equal('Not a valid e-mail')
    const [first] = inputs
    if (!first) throw new Error('unreachable')
    first.value = 'ada@example.com'
    first.dispatchEvent(new Event('change'))
    await until(() => decisions.length === 1)
    expect(decisions[0]).to.deep.equal({
      source: 'Mail',
      value: 'ada@, bob@example.com',
      action: 'correct',
      correction: 'ada@example.com, bob@example.com',
    })
    await until(async () => textOf(await deepFind(step, '#hint')).startsWith('1 value'))
    expect(textOf(await columnButton(step, 'Mail'))).to.contain('No errors')
  })

  it('a picked date is written in the format of its column', async () => {
    const { step, decisions } = await openReview()
    await row(step)
    ;(await columnButton(step, 'Born')).click()
    await until(async () => textOf(await row(step)).includes('30/02/1990'))
    const input = (await editor(step)).shadowRoot?.querySelector('input')
    if (!input) throw new Error('unreachable')
    input.value = '1990-03-02'
    input.dispatchEvent(new Event('blur'))
    await until(() => decisions.length === 1)
    expect(decisions[0]).to.include({ action: 'correct', correction: '02/03/1990' })
  })

  it('a skipped value stays in sight, and the focus stays where it was', async () => {
    const { step } = await openReview()
    await row(step)
    const values = await valuesOf(step)
    const skip = await deepFind(values, '.decisions button')
    skip.focus()
    skip.click()
    await until(async () => textOf(await row(step)).includes('Left out'))
    expect(textOf(values.shadowRoot?.activeElement ?? null)).to.equal('Use again')
  })

  it('all that need review are skipped at once', async () => {
    const bodies: unknown[] = []
    const { step } = await openReview({
      [`POST /${shown.id}/values/bulk`]: async (request) => {
        bodies.push(await request.json())
        return Response.json({ changedValues: 1, changedRows: 1200 })
      },
    })
    await row(step)
    ;(await deepFind(await valuesOf(step), 'import-review-toolbar', '.skip')).click()
    const notice = await deepFind(await valuesOf(step), 'import-notice')
    expect(textOf(notice)).to.contain('1 value changed, in 1,200 rows.')
    expect(bodies).to.deep.equal([{ source: 'Mail', action: 'skip_errors' }])
  })

  it('another format has the column checked again', async () => {
    const bodies: unknown[] = []
    const { step } = await openReview({
      [`PATCH /${shown.id}/columns`]: async (request) => {
        bodies.push(await request.json())
        return Response.json(shown)
      },
    })
    await row(step)
    ;(await columnButton(step, 'Born')).click()
    const select = await deepFind<HTMLSelectElement>(step, '.format select')
    expect(select.value).to.equal('european')
    select.value = 'american'
    select.dispatchEvent(new Event('change'))
    await until(() => bodies.length === 1)
    expect(bodies[0]).to.deep.equal({ source: 'Born', dateFormat: 'american' })
  })

  it('a remembered correction says where it comes from, and can be undone', async () => {
    const remembered = value('Robot', {
      correction: 'Non-binary',
      mapped: 'Non-binary',
      remembered: true,
    })
    const counts = { all: 1, needsReview: 0, modified: 1, skipped: 0 }
    const { step } = await openReview(
      {
        [`GET /${shown.id}/values`]: () => Response.json({ items: [remembered], total: 1, counts }),
      },
      [progress('Name', { corrected: 1 })],
    )
    const text = textOf(await row(step))
    expect(text).to.contain('Chosen for this value in an earlier import')
    expect(text).to.contain('Undo')
    await expect(step).to.be.accessible()
  })

  it('errors among cells decided on their own are counted where they are seen', async () => {
    const { step } = await openReview({}, [progress('Name', { ownCells: 3, ownErrors: 2 })])
    const notice = await deepFind(await valuesOf(step), '.own-cells')
    expect(textOf(notice)).to.contain('2 cells corrected on their own need review.')
    expect(textOf(await columnButton(step, 'Name'))).to.contain('2 cells need review')
    expect(textOf(await deepFind(step, '#hint'))).to.contain('2 cells corrected on their own')
    await expect(step).to.be.accessible()
  })

  it('says what could not be checked in a column', async () => {
    const { step } = await openReview({}, [
      progress('Name', { problem: 'The CRM could not be asked about these values.' }),
    ])
    const notice = await deepFind(await valuesOf(step), 'import-notice')
    expect(textOf(notice)).to.equal('The CRM could not be asked about these values.')
  })

  it('a page that was asked for before a decision does not bring the value as it was', async () => {
    let answerLate = () => {}
    const late = new Promise<void>((resolve) => (answerLate = resolve))
    let calls = 0
    const counts = { all: 1, needsReview: 0, modified: 0, skipped: 0 }
    const { step } = await openReview(
      {
        [`GET /${shown.id}/values`]: async () => {
          calls += 1
          if (calls === 2) await late
          const item = value('Ada', calls === 3 ? { skipped: true } : {})
          return Response.json({ items: [item], total: 1, counts })
        },
        [`PATCH /${shown.id}/values`]: () => Response.json(value('Ada', { skipped: true })),
      },
      [progress('Name')],
    )
    await row(step)
    const values = await valuesOf(step)
    const toolbar = await deepFind(values, 'import-review-toolbar')
    toolbar.shadowRoot?.querySelector<HTMLElement>('.filters button')?.click()
    await until(() => calls === 2)
    ;(await deepFind(values, '.decisions button')).click()
    await until(() => calls === 3)
    answerLate()
    await until(async () => textOf(await row(step)).includes('Left out'))
    expect(textOf(await row(step))).to.contain('Use again')
  })

  it('a decision that is refused is told, and changes nothing', async () => {
    const { step, wizard } = await openReview({
      [`PATCH /${shown.id}/values`]: () => refuse('wrong_stage', 'The import was started.'),
    })
    await row(step)
    ;(await deepFind(await valuesOf(step), '.decisions button')).click()
    expect(textOf(await deepFind(wizard, '[part=error]'))).to.contain('The import was started.')
    expect(deepQuery(step, ['import-review-values', 'import-value-editor'])).not.to.equal(null)
  })

  it('a narrow place has a picker of columns instead of the list', async () => {
    const { step, wizard } = await openReview()
    wizard.style.inlineSize = '360px'
    await row(step)
    const picker = await deepFind<HTMLSelectElement>(step, 'import-review-columns', 'select')
    await until(() => picker.getBoundingClientRect().height > 0)
    expect(picker.value).to.equal('Mail')
    expect((await columnButton(step, 'Mail')).getBoundingClientRect().height).to.equal(0)
    await expect(wizard).to.be.accessible()
  })
})
