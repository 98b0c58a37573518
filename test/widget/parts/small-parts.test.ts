import { expect, fixture, html } from '@open-wc/testing'
import '../../../widget/define.ts'
import { ImportDialog } from '../../../widget/parts/import-dialog.ts'
import { ImportEntityChoice } from '../../../widget/parts/import-entity-choice.ts'
import { ImportLeave } from '../../../widget/parts/import-leave.ts'
import { ImportNotice } from '../../../widget/parts/import-notice.ts'
import { ImportPager } from '../../../widget/parts/import-pager.ts'
import { ImportStepper } from '../../../widget/parts/import-stepper.ts'
import { people } from '../support/answers.ts'
import { deepFind, nextEvent, textOf } from '../support/pages.ts'
import { texts } from '../support/english.ts'

describe('import-stepper', () => {
  const make = () =>
    fixture<ImportStepper>(
      html`<import-stepper .texts=${texts} .step=${'review'} .open=${['map']}></import-stepper>`,
    )

  it('is defined', async () => expect(await make()).to.be.instanceOf(ImportStepper))
  it('is accessible', async () => expect(await make()).to.be.accessible())

  it('names the current step, and leads back to the ones that are open', async () => {
    const element = await make()
    const current = element.shadowRoot?.querySelector('[aria-current=step]') ?? null
    expect(textOf(current)).to.contain('Review')
    const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])]
    expect(buttons.map(textOf)).to.deep.equal(['Map (done)'])
    const pressed = nextEvent(element, 'import-step-back')
    buttons[0]?.click()
    expect((await pressed).step).to.equal('map')
  })
})

describe('import-notice', () => {
  for (const tone of ['info', 'success', 'warning', 'danger'] as const) {
    const make = () =>
      fixture<ImportNotice>(html`<import-notice tone=${tone}>A sentence.</import-notice>`)

    it(`is defined (${tone})`, async () => expect(await make()).to.be.instanceOf(ImportNotice))
    it(`is accessible (${tone})`, async () => expect(await make()).to.be.accessible())
  }
})

describe('import-pager', () => {
  const make = (offset: number, total = 60) =>
    fixture<ImportPager>(
      html`<import-pager
        .texts=${texts}
        .offset=${offset}
        .limit=${25}
        .total=${total}
      ></import-pager>`,
    )

  it('is defined', async () => expect(await make(0)).to.be.instanceOf(ImportPager))
  it('is accessible', async () => expect(await make(25)).to.be.accessible())

  it('says where one is, and asks for the page before and after', async () => {
    const element = await make(25)
    expect(textOf(element.shadowRoot?.querySelector('span') ?? null)).to.equal('26–50 of 60')
    const [previous, next] = element.shadowRoot?.querySelectorAll('button') ?? []
    const asked: number[] = []
    element.addEventListener('import-page', (event) => asked.push(event.offset))
    previous?.click()
    next?.click()
    expect(asked).to.deep.equal([0, 50])
  })

  it('the last page has no next one', async () => {
    const element = await make(50)
    expect(element.shadowRoot?.querySelectorAll('button')[1]?.disabled).to.equal(true)
  })

  it('shows nothing when all fits on one page', async () => {
    expect((await make(0, 25)).shadowRoot?.querySelector('nav')).to.equal(null)
  })
})

describe('import-dialog', () => {
  const make = () =>
    fixture<ImportDialog>(
      html`<import-dialog heading="Sure?" open>
        <p>A text.</p>
        <div slot="actions"><button>Yes</button></div>
      </import-dialog>`,
    )

  it('is defined', async () => expect(await make()).to.be.instanceOf(ImportDialog))
  it('is accessible', async () => expect(await make()).to.be.accessible())

  it('is modal while it is open', async () => {
    const element = await make()
    const dialog = element.shadowRoot?.querySelector('dialog')
    expect(dialog?.matches(':modal')).to.equal(true)
    element.open = false
    await element.updateComplete
    expect(dialog?.open).to.equal(false)
  })
})

describe('import-leave', () => {
  const make = (draft: boolean) =>
    fixture<ImportLeave>(html`<import-leave .texts=${texts} .draft=${draft}></import-leave>`)

  it('is defined', async () => expect(await make(true)).to.be.instanceOf(ImportLeave))
  it('is accessible', async () => expect(await make(true)).to.be.accessible())

  it('leaves at once when there is no draft', async () => {
    const element = await make(false)
    const left = nextEvent(element, 'import-leave')
    ;(await deepFind(element, 'button')).click()
    expect((await left).discards).to.equal(false)
  })

  it('asks what becomes of a draft', async () => {
    const element = await make(true)
    ;(await deepFind(element, 'button')).click()
    await element.updateComplete
    const left = nextEvent(element, 'import-leave')
    ;(await deepFind(element, 'import-dialog .danger')).click()
    expect((await left).discards).to.equal(true)
  })
})

describe('import-entity-choice', () => {
  const make = () =>
    fixture<ImportEntityChoice>(
      html`<import-entity-choice .texts=${texts} .entities=${[people]}></import-entity-choice>`,
    )

  it('is defined', async () => expect(await make()).to.be.instanceOf(ImportEntityChoice))
  it('is accessible', async () => expect(await make()).to.be.accessible())

  it('tells which kind of record was chosen', async () => {
    const element = await make()
    const chosen = nextEvent(element, 'import-entity')
    ;(await deepFind(element, 'button')).click()
    expect((await chosen).entityType).to.equal('people')
  })
})
