import { expect, fixture, html } from '@open-wc/testing'
import '../../../widget/define.ts'
import type { Target } from '../../../widget/mapping-draft.ts'
import {
  type ImportTargetEvent,
  ImportTargetSelect,
} from '../../../widget/parts/import-target-select.ts'
import { targetOptions } from '../../../widget/parts/target-options.ts'
import { defineSteps } from '../../../widget/steps/define-steps.ts'
import { people } from '../support/answers.ts'
import { textOf } from '../support/pages.ts'
import { texts } from '../support/english.ts'

defineSteps()

const make = async (value = '') => {
  const chosen: (Target | null)[] = []
  const element = await fixture<ImportTargetSelect>(
    html`<import-target-select
      .texts=${texts}
      .options=${targetOptions(people, texts)}
      .takenBy=${(key: string) => (key === 'name' ? 'Full name' : undefined)}
      .value=${value}
      .label=${'Field for Firm'}
      @import-target=${(event: ImportTargetEvent) => chosen.push(event.chosen)}
    ></import-target-select>`,
  )
  const input = element.shadowRoot?.querySelector('input')
  if (!input) throw new Error('no input')
  const press = async (key: string) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    await element.updateComplete
  }
  const type = async (text: string) => {
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await element.updateComplete
  }
  const labels = () =>
    [...(element.shadowRoot?.querySelectorAll('[role=option]') ?? [])].map((option) =>
      textOf(option.querySelector('span')),
    )
  return { element, input, chosen, press, type, labels }
}

describe('import-target-select', () => {
  it('is defined', async () => {
    const { element } = await make()
    expect(element).to.be.instanceOf(ImportTargetSelect)
  })

  it('is accessible, closed and open', async () => {
    const { element, press } = await make()
    await expect(element).to.be.accessible()
    await press('ArrowDown')
    await expect(element).to.be.accessible()
  })

  it('shows the label of its value, "Not imported" without one', async () => {
    expect((await make('emails')).input.value).to.equal('E-mail')
    expect((await make()).input.value).to.equal('Not imported')
  })

  it('lists nothing, the fields, then each link by each of its matchable fields', async () => {
    const { press, labels } = await make()
    await press('ArrowDown')
    expect(labels()).to.deep.equal([
      'Not imported',
      'Name',
      'E-mail',
      'Birthday',
      'Score',
      'Company → by Domain',
      'Company → by Name',
    ])
  })

  it('typing leaves what has every word, in any case and with any accent', async () => {
    const { type, labels } = await make()
    await type('COMPÁNY dom')
    expect(labels()).to.deep.equal(['Company → by Domain'])
    await type('zzz')
    expect(labels()).to.deep.equal([])
  })

  it('Enter chooses the active one, a link with its matchable field', async () => {
    const { type, press, chosen } = await make()
    await type('comp')
    await press('ArrowDown')
    await press('Enter')
    expect(chosen).to.deep.equal([{ target: 'name', entityLink: 'company' }])
  })

  it('a target that another column has cannot be chosen, and says whose it is', async () => {
    const { element, type, press, chosen } = await make()
    await type('Name')
    const taken = element.shadowRoot?.querySelector('[aria-disabled=true]') ?? null
    expect(textOf(taken)).to.equal('Name taken by Full name')
    await press('Enter')
    expect(chosen).to.deep.equal([])
  })

  it('Escape closes and brings the old label back', async () => {
    const { element, input, type, press, chosen } = await make('emails')
    await type('bir')
    await press('Escape')
    expect(input.value).to.equal('E-mail')
    expect(input.getAttribute('aria-expanded')).to.equal('false')
    expect(element.shadowRoot?.querySelector('.list')).to.equal(null)
    expect(chosen).to.deep.equal([])
  })

  it('a field that was emptied stays empty while it is open', async () => {
    const { input, type, labels } = await make('emails')
    await type('x')
    await type('')
    expect(input.value).to.equal('')
    expect(labels()).to.have.length(7)
  })

  it('names the active option to assistive technology', async () => {
    const { element, input, press } = await make()
    await press('ArrowDown')
    await press('ArrowDown')
    const active = input.getAttribute('aria-activedescendant') ?? ''
    expect(textOf(element.shadowRoot?.getElementById(active) ?? null)).to.contain('Name')
  })
})
