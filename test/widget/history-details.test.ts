import { expect } from '@open-wc/testing'
import '../../widget/define.ts'
import { refuse } from './support/answers.ts'
import {
  detail,
  done,
  draft,
  historyOf,
  ID,
  openedOf,
  panelOf,
  press,
  running,
} from './support/histories.ts'
import { deepFind, deepQuery, nextEvent, textOf, until } from './support/pages.ts'

const stalled = { ...running, id: ID, stalled: true }
const buttons = (panel: Element) =>
  [...(panel.shadowRoot?.querySelectorAll('.foot button') ?? [])].map(textOf)

describe('import-history, an opened import', () => {
  it('is told as import-open, and is accessible in every state', async () => {
    const { element } = await historyOf([done])
    const event = nextEvent(element, 'import-open')
    ;(await deepFind(element, '[data-import]')).click()
    expect((await event).import.id).to.equal(ID)
    await panelOf(element)
    await expect(element).to.be.accessible()
    const states = [
      { ...done, status: 'failed', processedRows: 1000 },
      { ...done, status: 'cancelled', processedRows: 1000 },
      stalled,
      running,
      draft,
    ] as const
    for (const state of states) {
      const { element } = await openedOf([state])
      await expect(element, state.status).to.be.accessible()
      element.remove()
    }
  })

  it('tells who, when, and how much', async () => {
    const { panel } = await openedOf([done])
    const facts = textOf(await detail(panel, '[part=facts]'))
    for (const words of ['People', 'Ada Quinn', 'Mar 1, 2026', '214,006 rows', '2 kB']) {
      expect(facts.replaceAll('\u00a0', ' ')).to.contain(words)
    }
    expect(facts).to.contain('Finished')
  })

  it('shows result, warnings, mapping with formats, what was left out, and reasons', async () => {
    const { panel } = await openedOf([done])
    const mapping = textOf(await detail(panel, '[part=mapping]'))
    expect(mapping).to.contain('Company → by Name')
    expect(mapping).to.contain('Birthday · Day first')
    expect(mapping).to.contain('Internal code Not imported')
    expect(textOf(await detail(panel, 'import-notice'))).to.contain('Row 418')
    const failed = await detail(panel, '[part=failed-rows]')
    expect(textOf(failed)).to.contain('Taken').and.to.contain('Show 2 more')
    failed.querySelector<HTMLElement>('button.ghost')?.click()
    await until(() => failed.querySelectorAll('tbody tr').length === 12)
    expect(textOf(await deepFind(await detail(panel, 'import-result-bar'), 'ul'))).to.contain(
      '12 failed',
    )
  })

  it('shows what became of rows otherwise than the preview said', async () => {
    const drift = [
      { planned: 'create', became: 'update', rows: 3 },
      { planned: 'update', became: 'skip', rows: 1 },
      { planned: 'create', became: 'fail', rows: 12 },
    ] as const
    const results = { created: 1, updated: 1, skipped: 1, failed: 12, drift: [...drift] }
    const { element, panel } = await openedOf([{ ...done, results }])
    const shown = await detail(panel, '[part=drift]')
    expect([...shown.querySelectorAll('li')].map(textOf)).to.deep.equal([
      '3 rows updated instead of created',
      '1 row skipped instead of updated',
    ])
    await expect(element).to.be.accessible()
    const { panel: other } = await openedOf([done])
    await detail(other, '[part=mapping]')
    expect(deepQuery(other, ['import-details', '[part=drift]'])).to.equal(null)
  })

  it('a cancelled one says how many rows were not imported', async () => {
    const { panel } = await openedOf([{ ...done, status: 'cancelled', processedRows: 214_000 }])
    expect(textOf(await detail(panel, 'import-result-bar ~ import-notice'))).to.equal(
      '6 rows were not imported. What was written stays.',
    )
  })

  it('the download takes a link that is fresh when it is pressed', async () => {
    let shows = 0
    const { panel } = await openedOf([done], {
      [`GET /${ID}`]: () => {
        shows += 1
        const failedRowsUrl = `/scripted/failed-rows.csv?expires=${shows}&signature=a`
        return Response.json({ ...done, failedRowsUrl })
      },
    })
    const link = await detail(panel, 'a[download]')
    await until(() => link.getAttribute('href')?.includes('expires=1'))
    const followed: string[] = []
    const follow = (event: Event) => {
      if (!(event.target instanceof HTMLAnchorElement)) return
      event.preventDefault()
      followed.push(event.target.href)
    }
    const click = HTMLAnchorElement.prototype.click
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      this.addEventListener('click', follow, { once: true })
      click.call(this)
    }
    try {
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
      await until(() => followed.length === 1)
    } finally {
      HTMLAnchorElement.prototype.click = click
    }
    expect(followed[0]).to.contain('expires=2')
  })

  it('a download that cannot be had is told, and the details stay', async () => {
    let isDown = false
    const { panel } = await openedOf([done], {
      [`GET /${ID}`]: () => (isDown ? refuse('internal') : Response.json(done)),
    })
    isDown = true
    ;(await detail(panel, 'a[download]')).click()
    await deepFind(panel, 'import-notice[role=alert]')
    expect(textOf(await detail(panel, '[part=facts]'))).to.contain('Ada Quinn')
  })

  it('failed rows that are no longer kept are not offered', async () => {
    const { panel } = await openedOf([{ ...done, failedRowsUrl: null }])
    const failed = await detail(panel, '[part=failed-rows]')
    expect(textOf(failed)).to.contain('no longer kept').and.to.contain('Taken')
    expect(failed.querySelector('a')).to.equal(null)
  })

  const child = { ...done, parent: { id: running.id, fileName: 'people.csv' } }

  it('a file of failed rows leads to the import they are of', async () => {
    const { element, panel } = await openedOf([child], {
      [`GET /${running.id}`]: () => Response.json({ ...running, fileName: 'people.csv' }),
    })
    const parent = await detail(panel, 'dd button')
    expect(textOf(parent)).to.equal('Failed rows of people.csv')
    const event = nextEvent(element, 'import-open')
    parent.click()
    expect((await event).import.id).to.equal(running.id)
    const title = await deepFind(panel, 'h2')
    await until(() => textOf(title) === 'people.csv')
    await until(() => panel.shadowRoot?.activeElement === title, 'the title has no focus')
  })

  it('a parent that is gone is told, and the details stay', async () => {
    const { panel } = await openedOf([child], {
      [`GET /${running.id}`]: () => refuse('import_not_found'),
    })
    ;(await detail(panel, 'dd button')).click()
    const notice = await deepFind(panel, 'import-notice[role=alert]')
    expect(textOf(notice)).to.equal('This import no longer exists.')
    expect(textOf(await deepFind(panel, 'h2'))).to.equal('march.csv')
  })
})

describe('import-history, what can be done with an opened import', () => {
  it('one that is over is imported again by the host', async () => {
    const { element, panel } = await openedOf([done])
    expect(buttons(panel)).to.deep.equal(['Import again with this mapping'])
    const event = nextEvent(element, 'import-again')
    press(panel, 'Import again with this mapping')
    expect((await event).import.id).to.equal(ID)
    await until(() => deepQuery(element, ['import-history-panel']) === null)
  })

  it('one that failed can be resumed, one that runs can only be watched', async () => {
    const failed = await openedOf([{ ...done, status: 'failed' }])
    expect(buttons(failed.panel)).to.deep.equal(['Import again with this mapping', 'Resume'])
    expect(buttons((await openedOf([running])).panel)).to.deep.equal([])
  })

  it('one that failed says why, and is no longer resumed when its rows are gone', async () => {
    const why = { code: 'import_stopped', message: 'The application did not answer in time.' }
    const { panel } = await openedOf([
      { ...done, status: 'failed', processedRows: 100, rowsKept: false, warnings: [why] },
    ])
    expect(buttons(panel)).to.deep.equal(['Import again with this mapping'])
    await until(() => deepQuery(panel, ['import-details', '[part=facts]']) !== null)
    const notices = [
      ...(deepQuery(panel, ['import-details'])?.shadowRoot?.querySelectorAll('import-notice') ??
        []),
    ]
    expect(notices.map(textOf).join(' ')).to.contain(why.message)
  })

  it('one of a type that the user may no longer import is not offered again', async () => {
    const { panel } = await openedOf([{ ...done, entityType: 'secret' }])
    expect(buttons(panel)).to.deep.equal([])
  })

  it('a stalled one can be resumed', async () => {
    const { panel } = await openedOf([stalled], {
      [`POST /${ID}/resume`]: () => Response.json({ ...stalled, stalled: false }),
    })
    expect(buttons(panel)).to.deep.equal(['Mark as failed', 'Resume'])
    press(panel, 'Resume')
    await until(() => panel.shadowRoot?.querySelector('.foot') === null)
    expect(textOf(await deepFind(panel, 'import-status-badge', '.badge'))).to.equal('Importing')
  })

  it('a refused command is told in the panel', async () => {
    const { panel } = await openedOf([stalled], {
      [`POST /${ID}/fail`]: () => refuse('wrong_stage', 'It is running again.'),
    })
    press(panel, 'Mark as failed')
    const notice = await deepFind(panel, 'import-notice[role=alert]')
    expect(textOf(notice)).to.equal('It is running again.')
  })

  it('a draft is discarded only when asked twice', async () => {
    let discards = 0
    const { element, panel } = await openedOf([draft], {
      [`DELETE /${ID}`]: () => {
        discards += 1
        return new Response(null, { status: 204 })
      },
    })
    press(panel, 'Discard')
    await deepFind(panel, '.foot [role=alert]')
    expect(discards).to.equal(0)
    await expect(element).to.be.accessible()
    press(panel, 'Discard')
    await until(() => deepQuery(element, ['import-history-panel']) === null)
    expect(discards).to.equal(1)
  })

  it('a draft is continued by the host', async () => {
    const { element, panel } = await openedOf([draft])
    const event = nextEvent(element, 'import-continue')
    press(panel, 'Continue')
    expect((await event).import.id).to.equal(ID)
  })

  it('stays open when the element is moved', async () => {
    const { element, panel } = await openedOf([done])
    element.parentElement?.append(element)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(deepQuery<HTMLDialogElement>(panel, ['dialog'])?.open).to.equal(true)
  })

  it('closing gives the focus to its row, also when the row was clicked beside its button', async () => {
    const { element } = await historyOf([done, running])
    ;(await deepFind(element, '.when time')).click()
    const panel = await panelOf(element)
    ;(await deepFind(panel, '.head button')).click()
    await until(() => deepQuery(element, ['import-history-panel']) === null)
    await until(() => element.shadowRoot?.activeElement !== null, 'the focus is elsewhere')
    expect(textOf(element.shadowRoot?.activeElement ?? null)).to.equal('march.csv')
  })
})
