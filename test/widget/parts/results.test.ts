import { expect, fixture, html } from '@open-wc/testing'
import { STATUSES } from '../../../server-kit/contract/stages.ts'
import '../../../widget/define.ts'
import { defineDetails } from '../../../widget/parts/define-details.ts'
import { barSegments } from '../../../widget/parts/bar-segments.ts'
import { ImportResultBar } from '../../../widget/parts/import-result-bar.ts'
import { ImportStatusBadge } from '../../../widget/parts/import-status-badge.ts'
import { textOf } from '../support/pages.ts'
import { texts } from '../support/english.ts'

defineDetails()

const results = { created: 198_402, updated: 15_589, skipped: 0, failed: 12 }

describe('import-result-bar', () => {
  const make = () =>
    fixture<ImportResultBar>(
      html`<import-result-bar
        .texts=${texts}
        .results=${results}
        .total=${214_003}
      ></import-result-bar>`,
    )

  it('is defined', async () => expect(await make()).to.be.instanceOf(ImportResultBar))
  it('is accessible', async () => expect(await make()).to.be.accessible())

  it('has a part for each count that is not zero, and says all four', async () => {
    const element = await make()
    expect(element.shadowRoot?.querySelectorAll('rect').length).to.equal(3)
    expect(textOf(element.shadowRoot?.querySelector('ul') ?? null)).to.equal(
      '198,402 created 15,589 updated 0 skipped 12 failed',
    )
  })

  it('has no style attribute, which a strict page would refuse', async () => {
    const element = await make()
    expect(element.shadowRoot?.querySelector('[style]')).to.equal(null)
  })
})

describe('the parts of the bar', () => {
  it('fill it when all is done, and leave it open before', () => {
    const done = barSegments([{ name: 'created', count: 10 }], 10)
    expect(done).to.deep.equal([{ name: 'created', count: 10, start: 0, width: 100 }])
    expect(barSegments([{ name: 'created', count: 5 }], 10)[0]?.width).to.equal(50)
  })

  it('are seen however small they are, and never overflow', () => {
    const parts = barSegments(
      [
        { name: 'created', count: 999_999 },
        { name: 'failed', count: 1 },
      ],
      1_000_000,
    )
    expect(parts[1]?.width).to.be.greaterThan(0.5)
    expect((parts[1]?.start ?? 0) + (parts[1]?.width ?? 0)).to.be.at.most(100.0001)
  })

  it('are none for an import of nothing', () => expect(barSegments([], 0)).to.deep.equal([]))
})

describe('import-status-badge', () => {
  for (const status of STATUSES) {
    const make = () =>
      fixture<ImportStatusBadge>(
        html`<import-status-badge .texts=${texts} .status=${status}></import-status-badge>`,
      )

    it(`is defined as ${status}`, async () =>
      expect(await make()).to.be.instanceOf(ImportStatusBadge))
    it(`is accessible as ${status}`, async () => expect(await make()).to.be.accessible())
  }

  it('says Stalled of an import that nobody works on', async () => {
    const element = await fixture(
      html`<import-status-badge .texts=${texts} status="importing" stalled></import-status-badge>`,
    )
    expect(textOf(element.shadowRoot?.querySelector('.badge') ?? null)).to.equal('Stalled')
  })
})
