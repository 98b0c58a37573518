import { expect } from '@open-wc/testing'
import type { PreviewRow } from '../../../server-kit/contract/shapes.ts'
import '../../../widget/define.ts'
import { ImportPreviewStep } from '../../../widget/steps/import-preview-step.ts'
import { refuse, type Script } from '../support/answers.ts'
import { deepFind, deepQuery, textOf, until } from '../support/pages.ts'
import { counts, mapped, matched, wizardOn } from '../support/runs.ts'

const shown = mapped({ status: 'previewing', totalRows: 214_006 })
const some = counts({ create: 198_402, update: 15_601, skip: 3, fail: 12, withErrors: 1204 })
const links = [{ key: 'company', label: 'Company', link: 310, create: 20 }]

const row = (rowNumber: number, more: Partial<PreviewRow> = {}): PreviewRow => ({
  rowNumber,
  action: 'create',
  reason: null,
  matchedId: null,
  cells: [
    { source: 'Name', value: 'Ada' },
    { source: 'Mail', value: 'ada@example.com' },
    { source: 'Born', value: '' },
    { source: 'Firm', value: 'Initech', link: { action: 'create', id: null, name: 'Initech' } },
  ],
  ...more,
})

const rows = [
  row(2),
  row(3, {
    action: 'update',
    cells: [
      { source: 'Name', value: 'Ada', before: 'Ada' },
      { source: 'Mail', value: 'ada@example.com', before: null },
      { source: 'Born', value: '30/02', withheld: true },
      { source: 'Firm', value: 'Acme', link: { action: 'link', id: 'c1', name: 'Acme' } },
    ],
  }),
  row(4, { action: 'fail', reason: 'Two people have this e-mail.' }),
]

const open = async (script: Script = {}) => {
  const asked: URLSearchParams[] = []
  const wizard = await wizardOn(shown, {
    [`GET /${shown.id}/review`]: () => Response.json({ columns: [], matching: matched }),
    [`GET /${shown.id}/preview`]: (request) => {
      const query = new URL(request.url).searchParams
      asked.push(query)
      const items = [{ action: 'create', name: 'Initech', id: null, rows: 71_303 }]
      if (query.has('link')) return Response.json({ counts: some, links, items, total: 1 })
      return Response.json({ counts: some, links, rows, total: 214_006 })
    },
    ...script,
  })
  const step = await deepFind<ImportPreviewStep>(wizard, 'import-preview-step')
  return { wizard, step, asked }
}

const records = (step: Element, path: string) => deepFind(step, 'import-preview-records', path)
const start = (step: Element) => deepFind<HTMLButtonElement>(step, '.actions .primary')

describe('import-preview-step', () => {
  it('is defined', async () => expect((await open()).step).to.be.instanceOf(ImportPreviewStep))

  it('is accessible with rows, with a link, when it asks, and while it waits', async () => {
    const { step, wizard } = await open()
    await records(step, 'tbody tr')
    await expect(wizard).to.be.accessible()
    ;(await records(step, '[role=tab]:nth-of-type(2)')).click()
    await records(step, '.links tbody tr')
    await expect(wizard).to.be.accessible()
    ;(await start(step)).click()
    await deepFind(step, 'dialog[open]')
    await expect(wizard).to.be.accessible()
    const waiting = await open({
      [`GET /${shown.id}/review`]: () =>
        Response.json({ columns: [], matching: { status: 'matching', progress: 0.4 } }),
    })
    await deepFind(waiting.step, '.waiting')
    await expect(waiting.wizard).to.be.accessible()
  })

  it('is accessible in a narrow place, where rows are cards of their filled cells', async () => {
    const { step, wizard } = await open()
    wizard.style.inlineSize = '360px'
    await records(step, 'tbody tr')
    const blank = await records(step, 'td.blank')
    await until(() => blank.getBoundingClientRect().height === 0)
    await expect(wizard).to.be.accessible()
  })

  it('tells what will happen, and by which field records are matched', async () => {
    const { step } = await open()
    const text = textOf(await deepFind(step, '[part=counts]'))
    for (const words of ['198,402 new', '15,601 updated', '3 skipped', '12 will fail', '1,204']) {
      expect(text).to.contain(words)
    }
    expect(textOf(step.shadowRoot?.querySelector('p.muted') ?? null)).to.equal('Matched by E-mail')
  })

  it('an update shows old and new, what is left out, and what is linked', async () => {
    const { step } = await open()
    await records(step, 'tbody tr')
    const cells = [
      ...((await deepFind(step, 'import-preview-records')).shadowRoot?.querySelectorAll(
        'tr.update td',
      ) ?? []),
    ].map(textOf)
    expect(cells).to.deep.equal([
      'Ada (unchanged)',
      'blank → ada@example.com',
      '30/02Left out',
      'Links to Acme',
    ])
    expect(textOf(await records(step, '.reason'))).to.equal('Two people have this e-mail.')
  })

  it('a count filters the rows, and a second press shows all again', async () => {
    const { step, asked } = await open()
    const button = await deepFind(step, '[part=counts] .update')
    button.click()
    await until(() => asked.at(-1)?.get('action') === 'update')
    await until(() => button.ariaPressed === 'true')
    button.click()
    await until(() => asked.length === 3)
    expect(asked.at(-1)?.has('action')).to.equal(false)
  })

  it('a tab shows what is linked and created, by mouse or arrow key', async () => {
    const { step, asked } = await open()
    const tab = await records(step, '[role=tab]')
    expect(textOf(await records(step, '[role=tablist]'))).to.contain('Company 20 new · 310 linked')
    tab.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
    await until(
      async () => textOf(await records(step, '.links tbody')) === 'New Initech 71,303',
      'no links',
    )
    expect(asked.at(-1)?.get('link')).to.equal('company')
  })

  it('pages ask for the next 25 rows', async () => {
    const { step, asked } = await open()
    const pager = await records(step, 'import-pager')
    ;(await deepFind(pager, 'button:last-of-type')).click()
    await until(() => asked.at(-1)?.get('offset') === '25')
    expect(asked.at(-1)?.get('limit')).to.equal('25')
  })

  it('Start waits for matching, and then for an answer to its question', async () => {
    let isMatched = false
    let starts = 0
    const { step, wizard } = await open({
      [`GET /${shown.id}/review`]: () => {
        const matching = isMatched ? matched : { status: 'matching', progress: 0.4 }
        return Response.json({ columns: [], matching })
      },
      [`POST /${shown.id}/start`]: () => {
        starts += 1
        return Response.json({ ...shown, status: 'importing' }, { status: 202 })
      },
    })
    expect((await start(step)).disabled).to.equal(true)
    isMatched = true
    await until(async () => !(await start(step)).disabled, 'still off')
    expect(textOf(await start(step))).to.equal('Import 214,003 rows')
    ;(await start(step)).click()
    const dialog = await deepFind(step, 'dialog[open]')
    expect(textOf(dialog)).to.contain('198,402 new').and.to.contain('20 new · Company')
    expect(starts).to.equal(0)
    dialog.querySelector<HTMLElement>('.primary')?.click()
    await deepFind(wizard, 'import-execute-step', 'h2')
    expect(starts).to.equal(1)
  })

  it('says why matching does not come on, and asks again when it is told to', async () => {
    const matching = { status: 'matching', progress: 0, problem: 'The CRM does not answer.' }
    let asked = 0
    const { step } = await open({
      [`GET /${shown.id}/review`]: () => Response.json({ columns: [], matching }),
      [`GET /${shown.id}/preview`]: () => {
        asked += 1
        return refuse('still_matching')
      },
    })
    const notice = await deepFind(step, 'import-notice')
    expect(textOf(notice)).to.equal('The CRM does not answer. Try again')
    await expect(step).to.be.accessible()
    expect(asked).to.equal(0)
    notice.querySelector('button')?.click()
    await until(() => asked === 1)
  })

  it('a lost race is told in a sentence', async () => {
    const { step, wizard } = await open({
      [`POST /${shown.id}/start`]: () => refuse('already_started'),
    })
    await records(step, 'tbody tr')
    ;(await start(step)).click()
    const dialog = await deepFind(step, 'dialog[open]')
    dialog.querySelector<HTMLElement>('.primary')?.click()
    const banner = await deepFind(wizard, '[part=error]')
    expect(textOf(banner)).to.contain('already been started')
    await until(() => deepQuery(step, ['dialog[open]']) === null, 'still asking')
  })
})
