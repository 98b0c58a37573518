import { expect } from '@open-wc/testing'
import '../../widget/define.ts'
import { choose, done, files, historyOf, running } from './support/histories.ts'
import { deepFind, textOf, until } from './support/pages.ts'

describe('import-history, pages', () => {
  const paged = () => {
    const asked: (string | null)[] = []
    const script = {
      'GET /': (request: Request) => {
        const cursor = new URL(request.url).searchParams.get('cursor')
        asked.push(cursor)
        if (cursor) return Response.json({ items: [{ ...done, fileName: 'last.csv' }] })
        const items = [done, running].map((item) => ({ ...item, status: 'completed' }))
        return Response.json({ items, total: 3, nextCursor: 'after-2' })
      },
    }
    return { asked, script }
  }
  const turn = async (element: Element, name: string) =>
    (await deepFind(element, 'import-pager', `button[aria-label="${name} page"]`)).click()

  it('go on by the cursor and back again', async () => {
    const { asked, script } = paged()
    const { element } = await historyOf([], script, { pageSize: 2 })
    await turn(element, 'Next')
    await until(() => textOf(files(element)[0] ?? null) === 'last.csv')
    const pager = await deepFind(element, 'import-pager', 'nav')
    await until(() => textOf(pager).includes('3–3 of 3'))
    expect(textOf(await deepFind(element, '.count'))).to.equal('3 imports')
    await turn(element, 'Previous')
    await until(() => files(element).length === 2)
    expect(asked).to.deep.equal([null, 'after-2', null])
  })

  it('of more hits than are counted are said to be more, until the last one is seen', async () => {
    const item = (name: string) => ({ ...done, fileName: name })
    const { element } = await historyOf(
      [],
      {
        'GET /': (request: Request) => {
          const cursor = new URL(request.url).searchParams.get('cursor')
          if (cursor === 'b') return Response.json({ items: [item('c.csv')] })
          const page = cursor ? { items: [item('b.csv')], nextCursor: 'b' } : { totalOver: 2 }
          return Response.json({ items: [item('a.csv')], nextCursor: 'a', ...page })
        },
      },
      { pageSize: 1 },
    )
    const said = async () => [
      textOf(await deepFind(element, '.count')),
      textOf(await deepFind(element, 'import-pager', 'span')),
    ]
    expect(await said()).to.deep.equal(['More than 2 imports', '1–1 of more than 2'])
    await turn(element, 'Next')
    await until(() => textOf(files(element)[0] ?? null) === 'b.csv')
    await element.updateComplete
    expect(await said()).to.deep.equal(['More than 2 imports', '2–2 of more than 2'])
    await turn(element, 'Next')
    await until(() => textOf(files(element)[0] ?? null) === 'c.csv')
    await until(() => textOf(element.shadowRoot?.querySelector('.count') ?? null) === '3 imports')
    expect(await said()).to.deep.equal(['3 imports', '3–3 of 3'])
  })

  it('a new filter begins at the first one', async () => {
    const { asked, script } = paged()
    const { element } = await historyOf([], script, { pageSize: 2 })
    await turn(element, 'Next')
    await until(() => files(element).length === 1)
    await choose(element, 'Status', 'failed')
    await until(() => files(element).length === 2)
    expect(asked.at(-1)).to.equal(null)
  })
})
