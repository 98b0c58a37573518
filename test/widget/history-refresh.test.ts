import { expect } from '@open-wc/testing'
import '../../widget/define.ts'
import { refuse } from './support/answers.ts'
import { done, historyOf, openedOf, running } from './support/histories.ts'
import { deepFind, deepQuery, textOf, until } from './support/pages.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const SHOW = `GET /${running.id}`

/** An answer that the test gives when it has seen what was there before. */
const later = () => {
  let give: (record: object) => void = () => {}
  const answer = new Promise<object>((resolve) => (give = resolve))
  return { answer, give }
}

/** The page is out of sight, or back. */
const hide = (isHidden: boolean) => {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden })
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('import-history, while something runs', () => {
  afterEach(() => void Reflect.deleteProperty(document, 'hidden'))

  it('shows how far it is, asks for that import alone, and for the list when it is over', async () => {
    const calls: string[] = []
    const over = { ...running, status: 'completed', processedRows: 214_006 }
    const [further, end] = [later(), later()]
    const answers = [further.answer, end.answer]
    const { element } = await historyOf([], {
      'GET /': () => {
        calls.push('list')
        return Response.json({ items: [calls.length > 1 ? over : running, done], total: 2 })
      },
      [SHOW]: async () => {
        calls.push('show')
        return Response.json(await answers.shift())
      },
    })
    expect(textOf(await deepFind(element, '.progress'))).to.equal('50%')
    further.give({ ...running, processedRows: 160_505 })
    await until(() => textOf(deepQuery(element, ['.progress'])) === '75%', 'no refresh')
    end.give(over)
    await until(() => deepQuery(element, ['.progress']) === null, 'no end')
    const news = element.shadowRoot?.querySelector('p.visually-hidden[role=status]') ?? null
    await until(() => textOf(news) === 'running.csv: Completed')
    await pause(2500)
    expect(calls).to.deep.equal(['list', 'show', 'show', 'list'])
  })

  it('asks nobody when nothing runs', async () => {
    const { asked } = await historyOf([done])
    await pause(2500)
    expect(asked.length).to.equal(1)
  })

  it('rests while the page is hidden, and asks at once when it is back', async () => {
    let shows = 0
    await historyOf([running], {
      [SHOW]: () => {
        shows += 1
        return Response.json(running)
      },
    })
    hide(true)
    const before = shows
    await pause(2500)
    expect(shows).to.equal(before)
    hide(false)
    // Timers come in their order, however slow the machine is: by itself it would ask in two seconds.
    await pause(1000)
    expect(shows).to.equal(before + 1)
  })

  it('rests while it is not on the page', async () => {
    let shows = 0
    const { element } = await historyOf([running], {
      [SHOW]: () => {
        shows += 1
        return Response.json(running)
      },
    })
    element.remove()
    const before = shows
    await pause(2500)
    expect(shows).to.equal(before)
  })

  it('keeps what it shows when a refresh fails, says so, asks less often, and recovers', async () => {
    const times: number[] = []
    let isDown = true
    const { element } = await historyOf([running], {
      [SHOW]: () => {
        times.push(performance.now())
        return isDown ? refuse('internal') : Response.json({ ...running, processedRows: 214_005 })
      },
    })
    const count = await deepFind(element, '.count')
    await until(() => times.length === 1, 'no refresh')
    await until(() => textOf(count).includes('Could not be refreshed'))
    expect(textOf(await deepFind(element, '.progress'))).to.equal('50%')
    await expect(element).to.be.accessible()
    isDown = false
    await until(() => times.length === 2, 'no second try')
    const [first = 0, second = 0] = times
    expect(second - first).to.be.greaterThan(3900)
    await until(() => textOf(count) === '1 import')
    expect(textOf(await deepFind(element, '.progress'))).to.equal('99%')
  })

  it('follows an import that is opened and not on this page', async () => {
    let processedRows = 0
    const child = { ...done, parent: { id: running.id, fileName: running.fileName } }
    const { element, panel } = await openedOf([child], {
      [SHOW]: () => {
        processedRows += 1000
        return Response.json({ ...running, processedRows })
      },
    })
    ;(await deepFind(panel, 'import-details', 'dd button')).click()
    const figures = await deepFind(panel, 'import-details', '.figures')
    const before = textOf(figures)
    await until(() => textOf(figures) !== before, 'no refresh')
    expect(deepQuery(element, ['.progress'])).to.equal(null)
  })

  it('a focused import keeps the focus when another one appears above it', async () => {
    const newer = { ...done, id: '01JDDDDDDDDDDDDDDDDDDDDDDD', fileName: 'newer.csv' }
    let lists = 0
    const { answer, give } = later()
    const { element } = await historyOf([], {
      'GET /': () => {
        lists += 1
        const items = lists > 1 ? [newer, { ...running, status: 'completed' }] : [running]
        return Response.json({ items, total: items.length })
      },
      [SHOW]: async () => Response.json(await answer),
    })
    ;(await deepFind(element, '[data-import]')).focus()
    give({ ...running, status: 'completed' })
    await until(
      () => element.shadowRoot?.querySelectorAll('[data-import]').length === 2,
      'no refresh',
    )
    expect(textOf(element.shadowRoot?.activeElement ?? null)).to.equal('running.csv')
  })
})
