import { expect } from '@open-wc/testing'
import type { ImportView } from '../../../server-kit/contract/shapes.ts'
import '../../../widget/define.ts'
import { ImportExecuteStep } from '../../../widget/steps/import-execute-step.ts'
import type { Script } from '../support/answers.ts'
import { deepFind, deepQuery, nextEvent, textOf, until } from '../support/pages.ts'
import { mapped, wizardOn } from '../support/runs.ts'

const running = mapped({
  status: 'importing',
  totalRows: 1000,
  processedRows: 250,
  createdRows: 250,
})
const failures = {
  failedRows: 300,
  failedRowsUrl: '/scripted/failed-rows.csv?expires=1&signature=a',
  failedRowsData: [
    { row: 2, error: 'E-mail is taken' },
    { row: 3, error: 'Name is required' },
    { row: 4, error: 'E-mail is taken' },
  ],
}
const states: Record<string, ImportView> = {
  running,
  waiting: { ...running, waiting: true },
  stalled: { ...running, stalled: true },
  completed: { ...running, status: 'completed', processedRows: 1000, createdRows: 1000 },
  'completed with failures': { ...running, ...failures, status: 'completed', createdRows: 700 },
  failed: { ...running, ...failures, status: 'failed' },
  cancelled: { ...running, status: 'cancelled' },
}

const open = async (shown: ImportView, script: Script = {}) => {
  const wizard = await wizardOn(shown, script)
  const step = await deepFind<ImportExecuteStep>(wizard, 'import-execute-step')
  await deepFind(step, 'h2')
  return { wizard, step }
}

const heading = async (step: Element) => textOf(await deepFind(step, 'h2'))
const press = async (step: Element, words: string) => {
  const buttons = [...(step.shadowRoot?.querySelectorAll('button') ?? [])]
  buttons.find((button) => textOf(button) === words)?.click()
}

describe('import-execute-step', () => {
  it('is defined', async () =>
    expect((await open(running)).step).to.be.instanceOf(ImportExecuteStep))

  for (const [name, shown] of Object.entries(states)) {
    it(`is accessible when ${name}`, async () =>
      expect((await open(shown)).wizard).to.be.accessible())
  }

  it('says that it waits for its turn, until it runs', async () => {
    let isRunning = false
    const waiting = { ...running, waiting: true }
    const { step } = await open(waiting, {
      [`GET /${running.id}`]: () => Response.json(isRunning ? running : waiting),
    })
    expect(await heading(step)).to.match(/waits for its turn$/)
    isRunning = true
    await until(async () => (await heading(step)).startsWith('Importing '), '')
  })

  it('says how far it is, how fast, and how long it takes', async () => {
    let processedRows = 250
    const { step } = await open(running, {
      [`GET /${running.id}`]: () => {
        const answer = { ...running, processedRows, createdRows: processedRows }
        processedRows += 250
        return Response.json(answer)
      },
    })
    const figures = await deepFind(step, '.figures')
    await until(() => textOf(figures).includes('left'), 'no pace')
    expect(textOf(figures)).to.match(/^\d+ of 1,000 \d+ a second \d+ sec left$/)
    expect(textOf(step.shadowRoot?.querySelector('p.muted') ?? null)).to.contain('close this page')
  })

  it('follows the import to its end, and tells import-finish once', async () => {
    let isOver = false
    let finishes = 0
    const { step, wizard } = await open(running, {
      [`GET /${running.id}`]: () => Response.json(isOver ? states['completed'] : running),
    })
    wizard.addEventListener('import-finish', () => (finishes += 1))
    isOver = true
    await until(async () => (await heading(step)).startsWith('Done'), 'not over')
    expect(finishes).to.equal(1)
    expect(textOf(await deepFind(step, 'import-result-bar', 'ul'))).to.contain('1,000 created')
  })

  it('a cancel is asked first', async () => {
    const { step } = await open(running, {
      [`POST /${running.id}/cancel`]: () => Response.json(states['cancelled']),
    })
    await press(step, 'Stop the import')
    const dialog = await deepFind(step, 'dialog[open]')
    expect(textOf(dialog)).to.contain('250 rows are done')
    dialog.querySelector<HTMLElement>('.danger')?.click()
    await until(async () => (await heading(step)) === 'The import was stopped')
    expect(textOf(step)).not.to.contain('Resume')
    expect(step.shadowRoot?.textContent).to.contain('750 rows were not imported')
  })

  it('one row that is done is said as one', async () => {
    const { step } = await open({ ...running, processedRows: 1 })
    expect(textOf(await deepFind(step, 'dialog'))).to.contain('1 row is done and stays as it is.')
  })

  it('reasons are grouped, the most frequent first, with the rows to download', async () => {
    const { step } = await open(states['completed with failures'] ?? running)
    const items = [...(step.shadowRoot?.querySelectorAll('[part=reasons] li') ?? [])].map(textOf)
    expect(items).to.deep.equal(['E-mail is taken2', 'Name is required1'])
    const link = await deepFind<HTMLAnchorElement>(step, 'a[download]')
    expect(link.href).to.contain('signature=a')
    expect(await heading(step)).to.equal('Done, but 300 rows were refused')
  })

  it('a failed import can be resumed where it stopped', async () => {
    const { step } = await open(states['failed'] ?? running, {
      [`POST /${running.id}/resume`]: () => Response.json(running),
    })
    await press(step, 'Resume')
    await until(async () => (await heading(step)) === 'Importing people.csv')
    expect(deepQuery(step, ['.figures'])).not.to.equal(null)
  })

  it('a stalled import says so, and can be given up', async () => {
    const { step } = await open(states['stalled'] ?? running, {
      [`POST /${running.id}/fail`]: () => Response.json(states['failed']),
    })
    expect(await heading(step)).to.equal('The import is not moving')
    await press(step, 'Mark as failed')
    await until(async () => (await heading(step)) === 'The import failed')
    expect(deepQuery(step, ['import-notice'])).to.equal(null)
  })

  it('another file begins anew, with the same entity', async () => {
    const { step, wizard } = await open(states['completed'] ?? running)
    const event = nextEvent(wizard, 'import-step')
    await press(step, 'Import another file')
    expect((await event).step).to.equal('upload')
    await deepFind(wizard, 'import-upload-step', '.drop')
  })
})
