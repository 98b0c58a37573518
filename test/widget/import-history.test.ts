import { expect, fixture, html, waitUntil } from '@open-wc/testing'
import type { ImportView } from '../../server-kit/contract/shapes.ts'
import '../../widget/define.ts'
import { ImportHistory } from '../../widget/import-history.ts'
import { record, refuse, schema, scriptedFetch, type Script } from './support/answers.ts'
import { mapping } from './support/runs.ts'
import { deepFind, deepQuery, nextEvent, textOf } from './support/pages.ts'

const ID = '01JBBBBBBBBBBBBBBBBBBBBBBB'
const done = record({
  id: ID,
  status: 'completed',
  fileName: 'march.csv',
  totalRows: 214_006,
  processedRows: 214_006,
  createdRows: 198_402,
  updatedRows: 15_589,
  skippedRows: 3,
  failedRows: 12,
  failedRowsUrl: '/scripted/failed-rows.csv?expires=1&signature=a',
  failedRowsData: Array.from({ length: 12 }, (_, row) => ({ row: row + 2, error: 'Taken' })),
  columnMappings: [mapping('Firm', 'name', { entityLink: 'company' })],
  user: { id: 'ada', name: 'Ada Quinn', avatarUrl: null },
  warnings: [{ code: 'extra_cells', message: 'Row 418 has more cells than the header.' }],
})

const make = async (items: ImportView[], script: Script = {}) => {
  const asked: URLSearchParams[] = []
  const element = await fixture<ImportHistory>(
    html`<import-history
      endpoint="/scripted"
      .fetch=${scriptedFetch({
        'GET /schema': () => Response.json(schema),
        'GET /': (request) => {
          asked.push(new URL(request.url).searchParams)
          return Response.json({ items, total: items.length })
        },
        [`GET /${ID}`]: () => Response.json(items[0]),
        ...script,
      })}
    ></import-history>`,
  )
  await waitUntil(() => textOf(element.shadowRoot?.querySelector('[role=status]') ?? null) !== '')
  return { element, asked }
}

const opened = async (items: ImportView[], script: Script = {}) => {
  const { element } = await make(items, script)
  ;(await deepFind(element, '.file button')).click()
  const panel = await deepFind(element, 'import-history-panel')
  await deepFind(panel, 'dialog[open]')
  return { element, panel }
}

const press = async (panel: Element, words: string) => {
  const buttons = [...(panel.shadowRoot?.querySelectorAll<HTMLElement>('footer button') ?? [])]
  buttons.find((button) => textOf(button) === words)?.click()
}

describe('import-history', () => {
  it('is defined', async () => expect((await make([])).element).to.be.instanceOf(ImportHistory))

  it('is accessible with imports, without any, and when it could not be read', async () => {
    await expect((await make([done])).element).to.be.accessible()
    await expect((await make([])).element).to.be.accessible()
    const failing = await fixture(
      html`<import-history
        endpoint="/scripted"
        .fetch=${scriptedFetch({ 'GET /': () => refuse('internal') })}
      ></import-history>`,
    )
    await deepFind(failing, 'import-notice[role=alert]')
    await expect(failing).to.be.accessible()
  })

  it('a row tells file, status, counts and who, as users write numbers', async () => {
    const { element } = await make([done])
    const row = textOf(await deepFind(element, 'tbody tr'))
    for (const words of ['march.csv', '214,006', '198,402', '15,589', 'Ada Quinn']) {
      expect(row).to.contain(words)
    }
    const badge = await deepFind(element, 'import-status-badge', '.badge')
    expect(textOf(badge)).to.equal('Completed')
  })

  it('a running import shows how far it is, and refreshes by itself until it is over', async () => {
    let calls = 0
    const { element } = await make([], {
      'GET /': () => {
        calls += 1
        const status = calls < 2 ? 'importing' : 'completed'
        return Response.json({ items: [{ ...done, status, processedRows: 107_003 }], total: 1 })
      },
    })
    expect(textOf(await deepFind(element, '.progress'))).to.equal('50%')
    await waitUntil(() => deepQuery(element, ['.progress']) === null, 'no refresh', {
      timeout: 5000,
    })
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(calls).to.equal(2)
  })

  it('filters, search and order are asked of the server', async () => {
    const { element, asked } = await make([done])
    const filters = await deepFind(element, 'import-history-filters')
    const choose = async (name: string, value: string) => {
      const select = await deepFind<HTMLSelectElement>(filters, `select[aria-label=${name}]`)
      select.value = value
      select.dispatchEvent(new Event('change'))
    }
    await choose('Status', 'drafts')
    await choose('Type', 'people')
    await choose('Dates', '1')
    await waitUntil(() => asked.at(-1)?.has('from') === true)
    const midnight = new Date(asked.at(-1)?.get('from') ?? '')
    expect([midnight.getHours(), midnight.getMinutes()]).to.deep.equal([0, 0])
    const search = await deepFind<HTMLInputElement>(filters, 'input[type=search]')
    search.value = 'march'
    search.dispatchEvent(new Event('input'))
    await waitUntil(() => asked.at(-1)?.get('search') === 'march')
    expect(asked.at(-1)?.get('drafts')).to.equal('only')
    expect(asked.at(-1)?.get('entityType')).to.equal('people')
    ;(await deepFind(element, 'th.number button')).click()
    await waitUntil(() => asked.at(-1)?.get('sort') === 'totalRows')
    expect(asked.at(-1)?.get('order')).to.equal('desc')
  })

  it('a fixed entity type is always asked for, and is no choice', async () => {
    const { element, asked } = await make([done])
    element.entityType = 'people'
    await waitUntil(() => asked.at(-1)?.get('entityType') === 'people')
    expect(deepQuery(element, ['import-history-filters', 'select[aria-label=Type]'])).to.equal(null)
  })

  it('pages go on by the cursor and back again', async () => {
    const asked: (string | null)[] = []
    const { element } = await make([], {
      'GET /': (request) => {
        const cursor = new URL(request.url).searchParams.get('cursor')
        asked.push(cursor)
        const next = cursor ? {} : { total: 26, nextCursor: 'after-25' }
        return Response.json({ items: [done], ...next })
      },
    })
    const turn = async (name: string) =>
      (await deepFind(element, 'import-pager', `button[aria-label="${name} page"]`)).click()
    await turn('Next')
    await waitUntil(() => asked.length === 2)
    const pager = await deepFind(element, 'import-pager', 'nav')
    await waitUntil(() => textOf(pager).includes('of 26'))
    await turn('Previous')
    await waitUntil(() => asked.length === 3)
    expect(asked).to.deep.equal([null, 'after-25', null])
  })

  it('a filter that finds nothing can be cleared', async () => {
    const { element, asked } = await make([])
    await deepFind(element, '.empty h2')
    const filters = await deepFind(element, 'import-history-filters')
    const status = await deepFind<HTMLSelectElement>(filters, 'select[aria-label=Status]')
    status.value = 'failed'
    status.dispatchEvent(new Event('change'))
    ;(await deepFind(element, '.empty button')).click()
    await waitUntil(() => asked.length === 3)
    expect(asked.at(-1)?.has('status')).to.equal(false)
  })
})

describe('import-history, an opened import', () => {
  it('is accessible, and is told as import-open', async () => {
    const { element } = await make([done])
    const event = nextEvent(element, 'import-open')
    ;(await deepFind(element, '.file button')).click()
    expect((await event).import.id).to.equal(ID)
    await deepFind(element, 'import-history-panel', 'import-details', '[part=mapping]')
    await expect(element).to.be.accessible()
  })

  it('shows result, warnings, mapping, reasons, and the way to the failed rows', async () => {
    const { panel } = await opened([done])
    const details = await deepFind(panel, 'import-details')
    await waitUntil(
      () => textOf(details.shadowRoot?.querySelector('[part=mapping]') ?? null) !== '',
    )
    const text = (part: string) => textOf(details.shadowRoot?.querySelector(part) ?? null)
    expect(text('[part=mapping]')).to.contain('Company → by Name')
    expect(text('import-notice')).to.contain('Row 418')
    expect(text('[part=failed-rows]')).to.contain('Taken').and.to.contain('Show 2 more')
    expect(textOf(await deepFind(details, 'import-result-bar', 'ul'))).to.contain('12 failed')
    const link = await deepFind<HTMLAnchorElement>(details, 'a[download]')
    expect(link.href).to.contain('/scripted/failed-rows.csv')
  })

  it('closing it gives the focus back to its row', async () => {
    const { element, panel } = await make([done]).then(async ({ element }) => {
      const button = await deepFind(element, '.file button')
      button.focus()
      button.click()
      return { element, panel: await deepFind(element, 'import-history-panel') }
    })
    ;(await deepFind(panel, 'header button')).click()
    await waitUntil(() => deepQuery(element, ['import-history-panel']) === null)
    expect(textOf(element.shadowRoot?.activeElement ?? null)).to.equal('march.csv')
  })

  it('a stalled import can be resumed', async () => {
    const stalled = { ...done, status: 'importing', stalled: true } as const
    const { panel } = await opened([stalled], {
      [`POST /${ID}/resume`]: () => Response.json({ ...stalled, stalled: false }),
    })
    await press(panel, 'Resume')
    await waitUntil(() => panel.shadowRoot?.querySelector('footer') === null)
    expect(textOf(await deepFind(panel, 'import-status-badge', '.badge'))).to.equal('Importing')
  })

  it('a refused command is told in the panel', async () => {
    const stalled = { ...done, status: 'importing', stalled: true } as const
    const { panel } = await opened([stalled], {
      [`POST /${ID}/fail`]: () => refuse('wrong_stage', 'It is running again.'),
    })
    await press(panel, 'Mark as failed')
    const notice = await deepFind(panel, 'import-notice[role=alert]')
    expect(textOf(notice)).to.equal('It is running again.')
  })

  it('a draft is discarded only when asked twice', async () => {
    let discards = 0
    const { element, panel } = await opened([{ ...done, status: 'reviewing', failedRows: 0 }], {
      [`DELETE /${ID}`]: () => {
        discards += 1
        return new Response(null, { status: 204 })
      },
    })
    await press(panel, 'Discard')
    await deepFind(panel, 'footer [role=alert]')
    expect(discards).to.equal(0)
    await expect(element).to.be.accessible()
    await press(panel, 'Discard')
    await waitUntil(() => deepQuery(element, ['import-history-panel']) === null)
    expect(discards).to.equal(1)
  })

  it('a draft is continued by the host', async () => {
    const { element, panel } = await opened([{ ...done, status: 'reviewing', failedRows: 0 }])
    const event = nextEvent(element, 'import-continue')
    await press(panel, 'Continue')
    expect((await event).import.id).to.equal(ID)
  })
})
