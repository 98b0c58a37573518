import { expect, fixture, html } from '@open-wc/testing'
import '../../widget/define.ts'
import { ImportHistory } from '../../widget/import-history.ts'
import { record, refuse, schema, scriptedFetch } from './support/answers.ts'
import {
  choose,
  done,
  draft,
  files,
  filter,
  historyOf,
  ID,
  running,
  search,
} from './support/histories.ts'
import { deepFind, deepQuery, nextEvent, textOf, until } from './support/pages.ts'

const HOUR = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

describe('import-history', () => {
  it('is defined', async () =>
    expect((await historyOf([])).element).to.be.instanceOf(ImportHistory))

  it('is accessible with imports, with drafts, without any, and when it could not be read', async () => {
    await expect((await historyOf([done, running])).element).to.be.accessible()
    await expect((await historyOf([draft])).element).to.be.accessible()
    await expect((await historyOf([])).element).to.be.accessible()
    const failing = await fixture(
      html`<import-history
        endpoint="/scripted"
        .fetch=${scriptedFetch({ 'GET /': () => refuse('internal') })}
      ></import-history>`,
    )
    await deepFind(failing, 'import-notice[role=alert]')
    await expect(failing).to.be.accessible()
  })

  it('is accessible while it loads, and shows that it does', async () => {
    const element = await fixture(
      html`<import-history
        endpoint="/scripted"
        .fetch=${scriptedFetch({ 'GET /': () => new Promise<Response>(() => {}) })}
      ></import-history>`,
    )
    const table = await deepFind(element, 'table')
    expect(table.getAttribute('aria-busy')).to.equal('true')
    expect(textOf(table)).to.contain('Loading…')
    await expect(element).to.be.accessible()
  })

  it('a row tells type, file, status, counts and who, as users write numbers', async () => {
    const { element } = await historyOf([done])
    const row = textOf(await deepFind(element, 'tbody tr'))
    for (const words of ['People', 'march.csv', '214,006', '198,402', '15,589', '3', '12']) {
      expect(row).to.contain(words)
    }
    expect(row).to.contain('Ada Quinn')
    const badge = await deepFind(element, 'import-status-badge', '.badge')
    expect(textOf(badge)).to.equal('Completed')
    expect(badge.classList.contains('success')).to.equal(true)
  })

  it('a user without a picture has initials, a user who is gone a question mark and a word', async () => {
    const { element } = await historyOf([done, { ...running, user: null }])
    const [first, second] = [...(element.shadowRoot?.querySelectorAll('.user') ?? [])].slice(1)
    expect(textOf(first ?? null)).to.equal('AQAda Quinn')
    expect(textOf(second ?? null)).to.equal('?Unknown')
  })

  it('a time is told from now; the exact one is for pointers and for screen readers', async () => {
    const createdAt = ago(3 * HOUR)
    const { element } = await historyOf([{ ...done, createdAt }])
    const time = await deepFind<HTMLTimeElement>(element, 'time')
    const exact = new Intl.DateTimeFormat('en', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'UTC',
    }).format(new Date(createdAt))
    expect(time.title).to.equal(exact)
    expect(textOf(time)).to.equal(`3 hours ago, ${exact}`)
    expect(time.dateTime).to.equal(createdAt)
  })

  it('a fixed entity type is always asked for, and is no choice', async () => {
    const { element, asked } = await historyOf([done])
    element.entityType = 'people'
    await until(() => asked.at(-1)?.get('entityType') === 'people')
    expect(deepQuery(element, ['import-history-filters', 'select[aria-label=Type]'])).to.equal(null)
    expect(deepQuery(element, ['th.type'])).to.equal(null)
  })

  it('a list that could not be read can be asked for again', async () => {
    let isDown = true
    const element = await fixture<ImportHistory>(
      html`<import-history
        endpoint="/scripted"
        .fetch=${scriptedFetch({
          'GET /schema': () => Response.json(schema),
          'GET /': () => (isDown ? refuse('internal') : Response.json({ items: [done], total: 1 })),
        })}
      ></import-history>`,
    )
    const again = await deepFind(element, 'import-notice button')
    isDown = false
    again.click()
    await deepFind(element, '[data-import]')
    expect(deepQuery(element, ['import-notice'])).to.equal(null)
  })
})

describe('import-history, filters', () => {
  it('filters, search and order are asked of the server', async () => {
    const { element, asked } = await historyOf([done])
    await choose(element, 'Status', 'drafts')
    await choose(element, 'Type', 'people')
    await search(element, 'march')
    await until(() => asked.at(-1)?.get('search') === 'march')
    expect(asked.at(-1)?.get('drafts')).to.equal('only')
    expect(asked.at(-1)?.get('entityType')).to.equal('people')
    ;(await deepFind(element, 'th.total button')).click()
    await until(() => asked.at(-1)?.get('sort') === 'totalRows')
    expect(asked.at(-1)?.get('order')).to.equal('desc')
  })

  it('the order is told by the header it was chosen at, and turns at the second press', async () => {
    const { element, asked } = await historyOf([done])
    const header = await deepFind(element, 'th.file')
    expect((await deepFind(element, 'th.when')).ariaSort).to.equal('descending')
    header.querySelector('button')?.click()
    await element.updateComplete
    expect(header.ariaSort).to.equal('ascending')
    expect(deepQuery(element, ['th.when'])?.hasAttribute('aria-sort')).to.equal(false)
    header.querySelector('button')?.click()
    await element.updateComplete
    expect(header.ariaSort).to.equal('descending')
    expect(asked.at(-1)?.get('sort')).to.equal('fileName')
    expect(asked.at(-1)?.get('order')).to.equal('desc')
    expect((await filter(element, 'Sort by')).value).to.equal('fileName-desc')
  })

  it('days begin and end in the zone of the user', async () => {
    const { element, asked } = await historyOf([done], {}, { timeZone: 'Asia/Tokyo' })
    await choose(element, 'Dates', 'custom')
    const say = async (name: string, day: string) => {
      const input = await deepFind<HTMLInputElement>(
        element,
        'import-history-filters',
        `input[aria-label=${name}]`,
      )
      input.value = day
      input.dispatchEvent(new Event('change'))
      await element.updateComplete
    }
    await say('From', '2026-03-01')
    await say('To', '2026-03-02')
    await until(() => asked.at(-1)?.has('to'))
    expect(asked.at(-1)?.get('from')).to.equal('2026-02-28T15:00:00.000Z')
    expect(asked.at(-1)?.get('to')).to.equal('2026-03-02T14:59:59.999Z')
    await expect(element).to.be.accessible()
  })

  it('"today" begins at midnight in the zone of the user', async () => {
    const { element, asked } = await historyOf([done], {}, { timeZone: 'America/New_York' })
    await choose(element, 'Dates', '1')
    await until(() => asked.at(-1)?.has('from'))
    const from = new Date(asked.at(-1)?.get('from') ?? '')
    const told = from.toLocaleTimeString('sv', { timeZone: 'America/New_York' })
    expect(told).to.equal('00:00:00')
    expect(Date.now() - from.getTime()).to.be.lessThan(25 * HOUR)
    expect((await filter(element, 'Dates')).value).to.equal('1')
  })

  it('Enter searches at once', async () => {
    const { element, asked } = await historyOf([done])
    const input = await search(element, 'april')
    input.form?.requestSubmit()
    await element.updateComplete
    expect(asked.at(-1)?.get('search')).to.equal('april')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(asked.length).to.equal(2)
  })

  it('nothing yet is not the same as nothing for these filters, which can be cleared', async () => {
    const { element, asked } = await historyOf([])
    expect(textOf(await deepFind(element, '.empty'))).to.contain('No imports yet')
    ;(await deepFind(element, 'import-history-filters', 'select.sort')).hidden = false
    await choose(element, 'Sort by', 'fileName-asc')
    await choose(element, 'Status', 'failed')
    await until(() => textOf(deepQuery(element, ['.empty'])).includes('No import matches'))
    await expect(element).to.be.accessible()
    ;(await deepFind(element, '.empty button')).click()
    await until(() => asked.at(-1)?.has('status') === false)
    expect(asked.at(-1)?.get('sort'), 'the order hides nothing').to.equal('fileName')
    await element.updateComplete
    expect((await filter(element, 'Status')).value).to.equal('')
  })
})

describe('import-history, drafts and the keyboard', () => {
  it('a draft is continued from its row, in one click', async () => {
    const { element } = await historyOf([draft])
    const event = nextEvent(element, 'import-continue')
    const button = await deepFind(element, 'td.wide button')
    expect(button.ariaLabel).to.equal('Continue draft.csv')
    button.click()
    expect((await event).import.id).to.equal(ID)
    expect(deepQuery(element, ['import-history-panel'])).to.equal(null)
  })

  it('a file that is still being uploaded cannot be continued', async () => {
    const { element } = await historyOf([record({ status: 'uploading', totalRows: 0 })])
    expect(textOf(await deepFind(element, 'td.total'))).to.equal('–')
    expect(deepQuery(element, ['td.wide'])).not.to.equal(null)
    expect(deepQuery(element, ['td.wide button'])).to.equal(null)
  })

  it('arrow keys go from import to import, and stop at the ends', async () => {
    const { element } = await historyOf([done, running])
    const [first, second] = files(element)
    const press = (key: string) =>
      element.shadowRoot?.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      )
    first?.focus()
    press('ArrowDown')
    expect(element.shadowRoot?.activeElement).to.equal(second)
    press('ArrowDown')
    expect(element.shadowRoot?.activeElement).to.equal(second)
    press('ArrowUp')
    expect(element.shadowRoot?.activeElement).to.equal(first)
  })

  it('in 360 px nothing has to be scrolled sideways, and who and when are still there', async () => {
    const { element } = await historyOf([{ ...done, fileName: `${'long-'.repeat(30)}.csv` }, draft])
    element.style.inlineSize = '360px'
    await element.updateComplete
    const row = await deepFind(element, 'tbody tr')
    expect(getComputedStyle(row).display).to.equal('flex')
    for (const scrolled of [element.shadowRoot?.querySelector('.scroll'), element]) {
      expect(scrolled?.scrollWidth).to.be.at.most(360)
    }
    for (const cell of row.querySelectorAll<HTMLElement>('.user, .when, .failed, .type')) {
      expect(cell.offsetWidth, cell.className).to.be.greaterThan(0)
    }
    await expect(element).to.be.accessible()
  })
})
