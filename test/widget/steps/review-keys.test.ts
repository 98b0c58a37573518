import { expect } from '@open-wc/testing'
import { deepFind, textOf, until } from '../support/pages.ts'
import { chooseByKey, client, focused, openImport, press, type } from '../support/real-import.ts'

/** Values that nobody has chosen for yet: a choice is remembered for the next import. */
const people = () => {
  const [robot, cyborg, alien] = ['Robot', 'Cyborg', 'Alien'].map((word) => word + Math.random())
  const rows = [
    `Ada,${robot},1980-12-31`,
    `Alan,${robot},soon`,
    `Grace,${cyborg},1981-01-02`,
    `Joan,${alien},1990-05-06`,
    'Mary,Female,1990-05-07',
  ]
  return `Full name,Gender,Birthday\n${rows.join('\n')}\n`
}

const open = async () => {
  const { id, wizard } = await openImport(people(), 'reviewing')
  const values = await deepFind(wizard, 'import-review-step', 'import-review-values')
  await until(() => values.shadowRoot?.querySelectorAll('tbody [part=value]').length === 3)
  const rows = () => [...(values.shadowRoot?.querySelectorAll<HTMLElement>('[part=value]') ?? [])]
  const raw = (place: number) => textOf(rows()[place]?.querySelector('.raw') ?? null)
  const valueOf = async (value: string) => {
    const { items } = await client.values(id, { source: 'Gender' })
    return items.find((item) => item.value === value)
  }
  rows()[0]?.focus()
  return { wizard, values, rows, raw, valueOf }
}

const isFocused = (element: Element | undefined) => focused() === element

describe('the keys of the review', () => {
  it('one value at a time is in the tab order, with its controls', async () => {
    const { values, rows } = await open()
    expect(rows().map(({ tabIndex }) => tabIndex)).to.deep.equal([0, -1, -1])
    const tabbable = (row: HTMLElement) =>
      [...row.querySelectorAll('button')].every(({ tabIndex }) => tabIndex === 0)
    expect(rows().map(tabbable)).to.deep.equal([true, false, false])
    const selects = rows().map((row) =>
      row.querySelector('import-value-editor')?.shadowRoot?.querySelector('select'),
    )
    expect(selects.map((select) => select?.tabIndex)).to.deep.equal([0, -1, -1])
    expect(values.shadowRoot?.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).to.equal(
      '4',
    )
    await expect(values).to.be.accessible()
  })

  it('arrows, Home and End move, and stop at the ends', async () => {
    const { rows } = await open()
    press('ArrowDown')
    expect(isFocused(rows()[1])).to.equal(true)
    press('End')
    expect(isFocused(rows()[2])).to.equal(true)
    press('ArrowDown')
    expect(isFocused(rows()[2])).to.equal(true)
    press('Home')
    press('ArrowUp')
    expect(isFocused(rows()[0])).to.equal(true)
  })

  it('a row says its value, its rows and what is wrong', async () => {
    const { rows } = await open()
    expect(rows()[0]?.ariaLabel).to.match(/^Robot[\d.]+, 2 rows, becomes: Invalid choice/)
  })

  it('keys of the browser and of a screen reader are left alone', async () => {
    const { rows } = await open()
    const passed: string[] = []
    const listen = (event: Event) => {
      if (event instanceof KeyboardEvent && !event.defaultPrevented) passed.push(event.key)
    }
    addEventListener('keydown', listen)
    press('/')
    press('f', { ctrlKey: true })
    press('Delete')
    press('Backspace')
    press('ArrowDown', { altKey: true })
    removeEventListener('keydown', listen)
    expect(passed).to.deep.equal(['/', 'f', 'Delete', 'Backspace', 'ArrowDown'])
    expect(isFocused(rows()[0])).to.equal(true)
  })

  it('Enter edits, Enter again saves, and the focus is on the value', async () => {
    const { rows, raw, valueOf } = await open()
    const before = raw(1)
    press('ArrowDown')
    press('Enter')
    await until(() => focused() instanceof HTMLSelectElement)
    chooseByKey('Non-binary')
    press('Enter')
    expect(isFocused(rows()[1])).to.equal(true)
    await until(() => textOf(rows()[1]?.querySelector('.becomes') ?? null).includes('Non-binary'))
    expect(isFocused(rows()[1])).to.equal(true)
    expect((await valueOf(before))?.correction).to.equal('Non-binary')
  })

  it('a choice that the arrow keys pass on the way is no decision; Escape keeps nothing', async () => {
    const { rows, raw, valueOf } = await open()
    press('Enter')
    await until(() => focused() instanceof HTMLSelectElement)
    const select = focused()
    chooseByKey('Female')
    expect(focused() === select).to.equal(true)
    press('Escape')
    expect(isFocused(rows()[0])).to.equal(true)
    expect((await valueOf(raw(0)))?.correction).to.equal(null)
    expect(select instanceof HTMLSelectElement && select.value).to.equal('')
  })

  it('typing in an editor never moves the list', async () => {
    const { wizard, values, rows } = await open()
    ;(
      await deepFind(wizard, 'import-review-step', 'import-review-columns', '[title="Full name"]')
    ).click()
    await until(() => rows().length === 5)
    rows()[0]?.focus()
    press('Enter')
    await until(() => focused() instanceof HTMLInputElement)
    const input = focused()
    for (const key of ['ArrowDown', 'ArrowUp', 'Home', 'End']) press(key)
    expect(focused() === input).to.equal(true)
    type('Somebody')
    press('Escape')
    expect(isFocused(rows()[0])).to.equal(true)
    await until(() => !values.shadowRoot?.querySelector('import-value-editor'))
    expect(textOf(rows()[0]?.querySelector('.becomes') ?? null)).not.to.contain('Somebody')
  })

  it('a value that leaves the list gives the focus to the next one', async () => {
    const { wizard, values, rows, raw } = await open()
    press('ArrowDown')
    const next = raw(2)
    rows()[1]?.querySelector<HTMLElement>('.decisions button')?.click()
    await until(() => textOf(rows()[1] ?? null).includes('Left out'))
    const toolbar = await deepFind(values, 'import-review-toolbar')
    rows()[1]?.focus()
    // The same filter again: what was skipped is no longer in it.
    const filters = toolbar.shadowRoot?.querySelectorAll<HTMLElement>('.filters button')
    filters?.[1]?.click()
    await until(() => rows().length === 2)
    expect(wizard.isConnected).to.equal(true)
    expect(isFocused(rows()[1])).to.equal(true)
    expect(raw(1)).to.equal(next)
  })
})
