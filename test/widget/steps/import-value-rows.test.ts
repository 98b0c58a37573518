import { expect } from '@open-wc/testing'
import { ImportValueRows } from '../../../widget/steps/import-value-rows.ts'
import { deepFind, deepQuery, textOf, until } from '../support/pages.ts'
import { chooseByKey, client, focused, openImport, press } from '../support/real-import.ts'

const people = Array.from({ length: 30 }, (_, place) => `Person ${place},Robot,${place}`)
const PEOPLE = `Full name,Gender,Score\n${people.join('\n')}\nMary,Female,1\n`

const open = async () => {
  const { id, wizard } = await openImport(PEOPLE, 'reviewing')
  const step = await deepFind(wizard, 'import-review-step')
  const values = await deepFind(step, 'import-review-values')
  const count = await deepFind(values, '[part=value] .count')
  count.focus()
  count.click()
  const list = await deepFind<ImportValueRows>(step, 'import-value-rows')
  await deepFind(list, '[part=row]')
  const rows = () => [...(list.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])]
  const cells = async () =>
    (await client.rows(id, { source: 'Gender', decided: true })).items.flatMap(
      ({ decided = [] }) => decided,
    )
  const close = async () => {
    ;(await deepFind(list, 'header button')).click()
    await until(() => deepQuery(step, ['import-value-rows']) === null)
  }
  return { wizard, step, values, list, rows, cells, close }
}

describe('import-value-rows', () => {
  it('is defined, and accessible in a wide and in a narrow place', async () => {
    const { list, rows } = await open()
    expect(list).to.be.instanceOf(ImportValueRows)
    await expect(list).to.be.accessible()
    press('Enter')
    await until(() => focused() instanceof HTMLSelectElement)
    await expect(list).to.be.accessible()
    const dialog = list.shadowRoot?.querySelector('dialog')
    if (dialog) dialog.style.inlineSize = '340px'
    await until(() => rows()[0]?.checkVisibility())
    await expect(list).to.be.accessible()
  })

  it('names the rows as the file numbers them, with other cells to know them by', async () => {
    const { list, rows } = await open()
    expect(textOf(list.shadowRoot?.querySelector('h2') ?? null)).to.equal(
      '30 rows with “Robot” in Gender',
    )
    expect(rows()).to.have.length(25)
    expect(textOf(rows()[0]?.querySelector('.place') ?? null)).to.equal('2')
    expect(textOf(rows()[0] ?? null)).to.contain('Person 0')
    ;(await deepFind(list, 'import-pager', 'button:last-of-type')).click()
    await until(() => rows().length === 5)
    expect(textOf(rows()[0]?.querySelector('.place') ?? null)).to.equal('27')
  })

  it('a cell is corrected alone, by the keyboard, and says so', async () => {
    const { rows, cells } = await open()
    await until(() => focused() === rows()[0])
    press('ArrowDown')
    press('Enter')
    await until(() => focused() instanceof HTMLSelectElement)
    chooseByKey('Male')
    press('Enter')
    await until(() => textOf(rows()[1] ?? null).includes('This row only'))
    await until(() => focused() === rows()[1], 'the focus is elsewhere')
    const [cell, ...others] = await cells()
    expect(others).to.have.length(0)
    expect(cell).to.include({ rowNumber: 3, value: 'Robot', correction: 'Male', own: true })
  })

  it('a cell is skipped alone, and follows its value again', async () => {
    const { rows, cells } = await open()
    const button = (name: string) =>
      [...(rows()[0]?.querySelectorAll<HTMLElement>('.decisions button') ?? [])].find(
        (one) => textOf(one) === name,
      )
    button('Skip')?.click()
    await until(() => textOf(rows()[0] ?? null).includes('Left out'))
    expect((await cells())[0]).to.include({ rowNumber: 2, skipped: true })
    button('Undo')?.click()
    await until(() => textOf(rows()[0] ?? null).includes('Invalid choice'))
    expect(await cells()).to.deep.equal([])
  })

  it('cells decided on their own are counted, found, and named when they are wrong', async () => {
    const { step, values, rows, close } = await open()
    await until(() => focused() === rows()[0])
    press('Enter')
    await until(() => focused() instanceof HTMLSelectElement)
    chooseByKey('Female')
    press('Enter')
    await until(() => textOf(rows()[0] ?? null).includes('This row only'))
    await close()
    await until(() => focused().matches('.count'), 'the focus is elsewhere')
    const notice = await deepFind(values, '.own-cells')
    expect(textOf(notice)).to.contain('1 cell was decided on its own.')
    await until(() =>
      textOf(values.shadowRoot?.querySelector('[part=value] .rows') ?? null).includes(
        '1 on their own',
      ),
    )
    notice.querySelector('button')?.click()
    const list = await deepFind(step, 'import-value-rows')
    await deepFind(list, '[part=row]')
    expect(textOf(list.shadowRoot?.querySelector('h2') ?? null)).to.equal(
      'Cells of Gender decided on their own',
    )
    expect(textOf(deepQuery(list, ['[part=row]']))).to.contain('Robot')
    await expect(list).to.be.accessible()
  })

  it('Escape leaves an editor first, and then the list', async () => {
    const { step, list, rows } = await open()
    await until(() => focused() === rows()[0])
    press('Enter')
    await until(() => focused() instanceof HTMLSelectElement)
    press('Escape')
    expect(textOf(focused().querySelector('.place'))).to.equal('2')
    list.shadowRoot
      ?.querySelector('dialog')
      ?.dispatchEvent(new Event('cancel', { cancelable: true }))
    await until(() => deepQuery(step, ['import-value-rows']) === null)
  })
})
