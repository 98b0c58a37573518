import { expect } from '@open-wc/testing'
import { ImportCellEditor } from '../../../widget/steps/import-cell-editor.ts'
import { findRow } from '../../../widget/steps/cell-lookup.ts'
import { deepFind, deepQuery, textOf, until } from '../support/pages.ts'
import { chooseByKey, client, focused, openImport, press, type } from '../support/real-import.ts'

const PEOPLE = 'Full name,Gender,Score\n\nAda,Robot,5\nAlan,Female,6\n\nGrace,Robot,7\n'

const open = async () => {
  const { id, wizard } = await openImport(PEOPLE, 'previewing')
  const step = await deepFind(wizard, 'import-preview-step')
  const records = await deepFind(step, 'import-preview-records')
  await deepFind(records, 'td')
  const cell = (row: number, source: string) => {
    const found = records.shadowRoot?.querySelector<HTMLElement>(
      `td[data-row="${row}"][data-source="${source}"]`,
    )
    if (!found) throw new Error(`no cell ${source} in row ${row}`)
    return found
  }
  const editor = () => deepFind<ImportCellEditor>(records, 'import-cell-editor')
  const isClosed = () => deepQuery(records, ['import-cell-editor']) === null
  const counts = () => textOf(deepQuery(step, ['[part=counts]']))
  return { id, step, records, cell, editor, isClosed, counts }
}

const control = async (editor: Element) => {
  await deepFind(editor, 'import-value-editor')
  await until(() => focused() instanceof HTMLSelectElement || focused() instanceof HTMLInputElement)
  return focused()
}

describe('import-cell-editor', () => {
  it('opens beside the cell, says what is in the file, and is accessible', async () => {
    const { cell, editor, records } = await open()
    cell(3, 'Gender').click()
    const opened = await editor()
    await control(opened)
    expect(opened).to.be.instanceOf(ImportCellEditor)
    const text = textOf(deepQuery(opened, ['[part=popover]']))
    expect(text).to.contain('Gender · Row 3').and.to.contain('In the file: Robot')
    await expect(records).to.be.accessible()
  })

  it('a corrected cell is compared again, marked, and keeps the focus', async () => {
    const { id, cell, editor, isClosed, counts } = await open()
    expect(counts()).to.contain('2 with values left out')
    cell(3, 'Gender').click()
    await control(await editor())
    chooseByKey('Non-binary')
    press('Enter')
    await until(isClosed)
    await until(() => counts().includes('1 with values left out'), 'never compared again')
    await until(() => textOf(cell(3, 'Gender')) === 'Non-binary Decided for this row alone')
    await until(() => focused() === cell(3, 'Gender'), 'the focus is elsewhere')
    const { items } = await client.rows(id, { source: 'Gender', decided: true })
    expect(items.map(({ rowNumber }) => rowNumber)).to.deep.equal([3])
  })

  it('what is still wrong stays open, with its error; a skip closes it', async () => {
    const { cell, editor, isClosed } = await open()
    cell(4, 'Score').click()
    const opened = await editor()
    await control(opened)
    type('many')
    press('Enter')
    const error = await deepFind(opened, 'import-value-editor', '.error')
    expect(textOf(error)).to.contain('Invalid number')
    const buttons = [...(opened.shadowRoot?.querySelectorAll('button') ?? [])]
    buttons.find((button) => textOf(button) === 'Skip')?.click()
    await until(isClosed)
    await until(() => textOf(cell(4, 'Score')).includes('Left out'), 'not left out')
    cell(4, 'Score').click()
    const again = await editor()
    await control(again)
    expect(textOf(deepQuery(again, ['[part=popover]']))).to.contain('Left out now.')
  })

  it('stays beside its cell when the page scrolls, and brings it into sight in another window', async () => {
    const { cell, editor, records } = await open()
    const anchor = cell(3, 'Gender')
    anchor.click()
    const opened = await editor()
    await control(opened)
    const panel = await deepFind(opened, '[part=popover]')
    const distance = () =>
      Math.round(panel.getBoundingClientRect().top - anchor.getBoundingClientRect().bottom)
    expect(distance()).to.equal(4)
    records.style.marginBlockStart = '40px'
    dispatchEvent(new Event('scroll'))
    expect(distance()).to.equal(4)
    records.style.marginBlockStart = '3000px'
    dispatchEvent(new Event('resize'))
    const { top, bottom } = panel.getBoundingClientRect()
    expect(top).to.be.greaterThan(0)
    expect(bottom).to.be.lessThan(innerHeight)
  })

  it('Escape keeps nothing', async () => {
    const { id, cell, editor, isClosed } = await open()
    cell(3, 'Full name').click()
    await control(await editor())
    type('Somebody')
    press('Escape')
    await until(isClosed)
    expect((await client.rows(id, { decided: true })).total).to.equal(0)
    expect(focused() === cell(3, 'Full name')).to.equal(true)
  })

  it('one cell is in the tab order; arrows move between cells, Enter opens', async () => {
    const { records, cell, editor } = await open()
    const tabbable = [...(records.shadowRoot?.querySelectorAll('td[tabindex="0"]') ?? [])]
    expect(tabbable.length === 1 && tabbable[0] === cell(3, 'Full name')).to.equal(true)
    cell(3, 'Full name').focus()
    press('ArrowRight')
    press('ArrowDown')
    expect(focused() === cell(4, 'Gender')).to.equal(true)
    press('End')
    expect(focused() === cell(4, 'Score')).to.equal(true)
    press('Home')
    press('ArrowUp')
    expect(focused() === cell(3, 'Full name')).to.equal(true)
    press('Enter')
    await control(await editor())
  })

  it('a row is found by its number, however many blank rows are above it', async () => {
    const numbers = [2, 3, 9, 10, 11, 40, 41, 42, 43, 90]
    const rowAt = async (offset: number) => {
      const rowNumber = numbers[offset]
      return rowNumber === undefined ? undefined : { rowNumber, cells: [] }
    }
    for (const rowNumber of numbers) {
      const row = await findRow(rowNumber, { firstRow: 2, rowAt })
      expect(row?.rowNumber).to.equal(rowNumber)
    }
    expect(await findRow(12, { firstRow: 2, rowAt })).to.equal(null)
  })
})
