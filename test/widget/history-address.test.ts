import { expect } from '@open-wc/testing'
import '../../widget/define.ts'
import { refuse } from './support/answers.ts'
import {
  choose,
  done,
  filter,
  historyOf,
  ID,
  panelOf,
  press,
  running,
  search,
} from './support/histories.ts'
import { deepFind, deepQuery, textOf, until } from './support/pages.ts'

const here = location.href
const at = (parameters: string) => {
  const url = new URL(here)
  for (const [name, value] of new URLSearchParams(parameters)) url.searchParams.set(name, value)
  history.replaceState(null, '', url)
}
const said = (name: string) => new URLSearchParams(location.search).get(name)
const back = async () => {
  const turned = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
  history.back()
  await turned
}
const isClosed = (element: Element) => deepQuery(element, ['import-history-panel']) === null

describe('import-history, the address', () => {
  afterEach(() => history.replaceState(null, '', here))

  it('is left alone unless the host wants it', async () => {
    at('history-status=failed')
    const { element, asked } = await historyOf([done])
    expect(asked[0]?.has('status')).to.equal(false)
    const before = location.href
    await choose(element, 'Status', 'completed')
    ;(await deepFind(element, '[data-import]')).click()
    await panelOf(element)
    expect(location.href).to.equal(before)
  })

  it('says filters, order and search, keeps what is not its own, and is read again', async () => {
    at('tab=imports')
    const { element } = await historyOf([done], {}, { urlState: '' })
    await choose(element, 'Status', 'failed')
    await choose(element, 'Type', 'people')
    ;(await deepFind(element, 'th.file button')).click()
    await search(element, 'märz & co')
    await until(() => said('history-search') === 'märz & co')
    expect(said('history-status')).to.equal('failed')
    expect(said('history-type')).to.equal('people')
    expect(said('history-sort')).to.equal('fileName-asc')
    expect(said('tab')).to.equal('imports')
    element.remove()
    const again = await historyOf([done], {}, { urlState: '' })
    const [first] = again.asked
    expect(first?.get('status')).to.equal('failed')
    expect(first?.get('sort')).to.equal('fileName')
    expect(first?.get('search')).to.equal('märz & co')
    expect((await filter(again.element, 'Type')).value).to.equal('people')
  })

  it('nonsense in it is "any"', async () => {
    at('history-status=weird&history-from=2026-02-30&history-to=x&history-sort=constructor')
    const { asked } = await historyOf([done], {}, { urlState: '' })
    for (const name of ['status', 'from', 'to']) expect(asked[0]?.has(name), name).to.equal(false)
    expect(asked[0]?.get('sort')).to.equal('createdAt')
  })

  it('Back undoes a filter, typing is no step', async () => {
    const { element } = await historyOf([done], {}, { urlState: '' })
    await choose(element, 'Status', 'failed')
    await search(element, 'x')
    await until(() => said('history-search') === 'x')
    await back()
    await until(async () => (await filter(element, 'Status')).value === '', 'not undone')
    expect(said('history-search')).to.equal(null)
  })

  it('holds the opened import: Back closes it, Forward opens it again', async () => {
    const { element } = await historyOf([done, running], {}, { urlState: '' })
    ;(await deepFind(element, '[data-import]')).click()
    await panelOf(element)
    expect(said('history-open')).to.equal(ID)
    await back()
    await until(() => isClosed(element))
    await until(() => textOf(element.shadowRoot?.activeElement ?? null) === 'march.csv')
    history.forward()
    await panelOf(element)
  })

  it('closing goes back to before it was opened, so that Back leaves the page', async () => {
    const { element } = await historyOf([done], {}, { urlState: '' })
    const steps = history.length
    ;(await deepFind(element, '[data-import]')).click()
    const panel = await panelOf(element)
    ;(await deepFind(panel, '.head button')).click()
    await until(() => isClosed(element), 'not closed', 1)
    await choose(element, 'Status', 'completed')
    await until(() => said('history-open') === null && said('history-status') === 'completed')
    expect(history.length).to.equal(steps + 1)
    expect(isClosed(element)).to.equal(true)
    expect((await filter(element, 'Status')).value).to.equal('completed')
  })

  it('an import that it names is opened, on this page of the list or not', async () => {
    at(`history-open=${running.id}`)
    const { element } = await historyOf(
      [done],
      { [`GET /${running.id}`]: () => Response.json(running) },
      { urlState: '' },
    )
    const panel = await panelOf(element)
    expect(textOf(await deepFind(panel, 'h2'))).to.equal('running.csv')
    ;(await deepFind(panel, '.head button')).click()
    await until(() => said('history-open') === null)
  })

  it('an import that it names and that is gone is told, and can be dismissed', async () => {
    at(`history-open=${running.id}`)
    const { element } = await historyOf(
      [done],
      { [`GET /${running.id}`]: () => refuse('import_not_found') },
      { urlState: '' },
    )
    const notice = await deepFind(element, 'import-notice[role=alert]')
    expect(textOf(notice)).to.contain('This import no longer exists.')
    expect(deepQuery(element, ['[data-import]'])).not.to.equal(null)
    notice.querySelector('button')?.click()
    await until(() => deepQuery(element, ['import-notice']) === null)
    expect(said('history-open')).to.equal(null)
  })

  it('whoever comes back from the wizard finds the import open', async () => {
    const { element } = await historyOf([done], {}, { urlState: '' })
    ;(await deepFind(element, '[data-import]')).click()
    press(await panelOf(element), 'Import again with this mapping')
    await until(() => isClosed(element))
    expect(said('history-open')).to.equal(ID)
  })

  it('two histories on a page do not meet', async () => {
    const one = await historyOf([done], {}, { urlState: 'mine' })
    const other = await historyOf([done], {}, { urlState: 'team' })
    await choose(one.element, 'Status', 'failed')
    await choose(other.element, 'Status', 'cancelled')
    expect(said('mine-status')).to.equal('failed')
    expect(said('team-status')).to.equal('cancelled')
    await back()
    await until(async () => (await filter(other.element, 'Status')).value === '', 'not undone')
    expect((await filter(one.element, 'Status')).value).to.equal('failed')
  })
})
