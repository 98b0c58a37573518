import { expect, waitUntil } from '@open-wc/testing'
import type { ColumnProgress, Value } from '../../../server-kit/contract/shapes.ts'
import '../../../widget/define.ts'
import { ImportReviewStep } from '../../../widget/steps/import-review-step.ts'
import { refuse, type Script } from '../support/answers.ts'
import { deepFind, deepQuery, textOf } from '../support/pages.ts'
import { mapped, matched, progress, value, wizardOn } from '../support/runs.ts'

const shown = mapped({ status: 'reviewing' })
const invalid = { 'ada@': 'Not a valid e-mail' }

const columns = [
  progress('Name'),
  progress('Mail', { errors: 1 }),
  progress('Born', { errors: 1 }),
  progress('Firm'),
]
const stored = (): Record<string, Value[]> => ({
  Name: [value('Ada'), value('Alan')],
  Mail: [
    value('ada@, bob@example.com', { rows: 1200, error: invalid }),
    value('alan@example.com', { rows: 2 }),
  ],
  Born: [value('30/02/1990', { error: 'Invalid date format. Expected: European' })],
  Firm: [value('Initech')],
})

/** A small review that decides as the server does. */
const open = async (script: Script = {}, review: ColumnProgress[] = columns) => {
  const values = stored()
  const asked: URLSearchParams[] = []
  const decisions: unknown[] = []
  const wizard = await wizardOn(shown, {
    [`GET /${shown.id}/review`]: () => Response.json({ columns: review, matching: matched }),
    [`GET /${shown.id}/values`]: (request) => {
      const query = new URL(request.url).searchParams
      asked.push(query)
      const all = values[query.get('source') ?? ''] ?? []
      const wrong = all.filter(({ error, skipped }) => error && !skipped)
      const items = query.get('filter') === 'needsReview' ? wrong : all
      const counts = { all: all.length, needsReview: wrong.length, modified: 0, skipped: 0 }
      return Response.json({ items, total: items.length, counts })
    },
    [`PATCH /${shown.id}/values`]: async (request) => {
      const decision = await request.json()
      decisions.push(decision)
      const before = value(decision.value, { rows: 1200, error: invalid })
      if (decision.action === 'skip') return Response.json({ ...before, skipped: true })
      const { correction } = decision
      return Response.json({ ...before, correction, mapped: correction, error: null })
    },
    ...script,
  })
  const step = await deepFind<ImportReviewStep>(wizard, 'import-review-step')
  return { wizard, step, asked, decisions }
}

const valuesOf = async (step: Element) => deepFind(step, 'import-review-values')
const row = async (step: Element) => deepFind(await valuesOf(step), 'tbody tr')
const editor = async (step: Element) =>
  deepFind(await row(step).then(rowHost), 'import-value-editor')
const rowHost = (row: Element) => {
  const root = row.getRootNode()
  if (!(root instanceof ShadowRoot)) throw new Error('A row outside its element.')
  return root.host
}
const columnButton = async (step: Element, source: string) =>
  deepFind(step, 'import-review-columns', `button[title=${source}]`)
const primary = (step: Element) => deepFind<HTMLButtonElement>(step, '.actions .primary')

describe('import-review-step', () => {
  it('is defined', async () => expect((await open()).step).to.be.instanceOf(ImportReviewStep))

  it('is accessible with errors, with none, while it checks, and with its tools open', async () => {
    const { step, wizard } = await open()
    await editor(step)
    await expect(wizard).to.be.accessible()
    ;(await columnButton(step, 'Born')).click()
    await waitUntil(async () => textOf(await row(step)).includes('30/02/1990'))
    ;(await deepFind(await valuesOf(step), 'import-review-toolbar', '[aria-expanded]')).click()
    await expect(wizard).to.be.accessible()
    const clean = await open({}, [progress('Name')])
    await row(clean.step)
    await expect(clean.wizard).to.be.accessible()
    const busy = await open({}, [progress('Name', { status: 'validating', progress: 0.4 })])
    await deepFind(await valuesOf(busy.step), 'progress')
    await expect(busy.wizard).to.be.accessible()
  })

  it('opens on the first column with errors, on what needs review', async () => {
    const { step, asked } = await open()
    expect(textOf(await row(step)))
      .to.contain('ada@, bob@example.com')
      .and.to.contain('1,200')
    expect(asked[0]?.get('source')).to.equal('Mail')
    expect(asked[0]?.get('filter')).to.equal('needsReview')
    expect(textOf(await columnButton(step, 'Mail'))).to.contain('1 value needs review')
  })

  it('says how many values will be left out, and lets the user go on', async () => {
    const { step } = await open()
    await row(step)
    expect(textOf(await deepFind(step, '#hint'))).to.contain('2 values still have errors')
    expect((await primary(step)).disabled).to.equal(false)
  })

  it('Continue is off while a column is checked, which is read again and again', async () => {
    let calls = 0
    const { step } = await open({
      [`GET /${shown.id}/review`]: () => {
        calls += 1
        const done = calls > 1
        const part = progress('Name', done ? {} : { status: 'validating', progress: 0.4 })
        return Response.json({ columns: [part], matching: matched })
      },
    })
    expect((await primary(step)).disabled).to.equal(true)
    expect(textOf(await columnButton(step, 'Name'))).to.contain('Checking… 40%')
    await waitUntil(async () => !(await primary(step)).disabled, 'still off', { timeout: 4000 })
    // Its values come by another request, which may still be on its way.
    await waitUntil(async () => textOf(await row(step)).includes('Ada'), 'no values')
  })

  it('an item of a list is corrected beside its own error', async () => {
    const { step, decisions } = await open()
    const list = await editor(step)
    const inputs = [...(list.shadowRoot?.querySelectorAll<HTMLInputElement>('input') ?? [])]
    expect(inputs.map((input) => input.value)).to.deep.equal(['ada@', 'bob@example.com'])
    expect(inputs[0]?.getAttribute('aria-invalid')).to.equal('true')
    expect(textOf(list.shadowRoot?.querySelector('.error') ?? null)).to.equal('Not a valid e-mail')
    const [first] = inputs
    if (!first) throw new Error('unreachable')
    first.value = 'ada@example.com'
    first.dispatchEvent(new Event('change'))
    await waitUntil(() => decisions.length === 1)
    expect(decisions[0]).to.deep.equal({
      source: 'Mail',
      value: 'ada@, bob@example.com',
      action: 'correct',
      correction: 'ada@example.com, bob@example.com',
    })
    await waitUntil(async () => textOf(await deepFind(step, '#hint')).startsWith('1 value'))
    expect(textOf(await columnButton(step, 'Mail'))).to.contain('No errors')
  })

  it('a picked date is written in the format of its column', async () => {
    const { step, decisions } = await open()
    await row(step)
    ;(await columnButton(step, 'Born')).click()
    await waitUntil(async () => textOf(await row(step)).includes('30/02/1990'))
    const input = (await editor(step)).shadowRoot?.querySelector('input')
    if (!input) throw new Error('unreachable')
    input.value = '1990-03-02'
    input.dispatchEvent(new Event('blur'))
    await waitUntil(() => decisions.length === 1)
    expect(decisions[0]).to.include({ action: 'correct', correction: '02/03/1990' })
  })

  it('a skipped value stays in sight, and the focus stays where it was', async () => {
    const { step } = await open()
    await row(step)
    const values = await valuesOf(step)
    const skip = await deepFind(values, '.decisions button')
    skip.focus()
    skip.click()
    await waitUntil(async () => textOf(await row(step)).includes('Left out'))
    expect(textOf(values.shadowRoot?.activeElement ?? null)).to.equal('Use again')
  })

  it('all that need review are skipped at once', async () => {
    const bodies: unknown[] = []
    const { step } = await open({
      [`POST /${shown.id}/values/bulk`]: async (request) => {
        bodies.push(await request.json())
        return Response.json({ changedValues: 1, changedRows: 1200 })
      },
    })
    await row(step)
    ;(await deepFind(await valuesOf(step), 'import-review-toolbar', '.skip')).click()
    const notice = await deepFind(await valuesOf(step), 'import-notice')
    expect(textOf(notice)).to.equal('1 value changed, in 1,200 rows.')
    expect(bodies).to.deep.equal([{ source: 'Mail', action: 'skip_errors' }])
  })

  it('another format has the column checked again', async () => {
    const bodies: unknown[] = []
    const { step } = await open({
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
    await waitUntil(() => bodies.length === 1)
    expect(bodies[0]).to.deep.equal({ source: 'Born', dateFormat: 'american' })
  })

  it('a decision that is refused is told, and changes nothing', async () => {
    const { step, wizard } = await open({
      [`PATCH /${shown.id}/values`]: () => refuse('wrong_stage', 'The import was started.'),
    })
    await row(step)
    ;(await deepFind(await valuesOf(step), '.decisions button')).click()
    expect(textOf(await deepFind(wizard, '[part=error]'))).to.contain('The import was started.')
    expect(deepQuery(step, ['import-review-values', 'import-value-editor'])).not.to.equal(null)
  })

  it('a narrow place has a picker of columns instead of the list', async () => {
    const { step, wizard } = await open()
    wizard.style.inlineSize = '360px'
    await row(step)
    const picker = await deepFind<HTMLSelectElement>(step, 'import-review-columns', 'select')
    await waitUntil(() => picker.getBoundingClientRect().height > 0)
    expect(picker.value).to.equal('Mail')
    expect((await columnButton(step, 'Mail')).getBoundingClientRect().height).to.equal(0)
    await expect(wizard).to.be.accessible()
  })
})
