import { expect } from '@open-wc/testing'
import { ImportReplacePanel } from '../../../widget/steps/import-replace-panel.ts'
import { deepFind, deepQuery, textOf, until } from '../support/pages.ts'
import { client, focused, openImport, press } from '../support/real-import.ts'

const PEOPLE = 'Full name,Gender\nAda,Fem\nAlan,fem\nGrace,Fem\nJoan,femme\nMary,Male\nRosa,Robot\n'

const open = async () => {
  const { id, wizard } = await openImport(PEOPLE, 'reviewing')
  const values = await deepFind(wizard, 'import-review-step', 'import-review-values')
  await deepFind(values, '[part=value]')
  const toolbar = await deepFind(values, 'import-review-toolbar')
  ;(await deepFind(toolbar, '[aria-expanded]')).click()
  const panel = await deepFind<ImportReplacePanel>(toolbar, 'import-replace-panel')
  const field = (name: string) => deepFind<HTMLInputElement>(panel, `[name=${name}]`)
  const fill = async (name: string, text: string) => {
    const input = await field(name)
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const says = (text: string) =>
    until(() => textOf(deepQuery(panel, ['.found'])).includes(text), `never said: ${text}`)
  const samples = () => [...(panel.shadowRoot?.querySelectorAll('li') ?? [])].map(textOf)
  const valueOf = async (value: string) =>
    (await client.values(id, { source: 'Gender' })).items.find((item) => item.value === value)
  return { wizard, values, toolbar, panel, field, fill, says, samples, valueOf }
}

describe('import-replace-panel', () => {
  it('is defined, takes the focus, and is accessible with what it found', async () => {
    const { panel, field, fill, says } = await open()
    expect(panel).to.be.instanceOf(ImportReplacePanel)
    const find = await field('find')
    await until(() => focused() === find)
    await expect(panel).to.be.accessible()
    await fill('find', 'fem')
    await says('3 values change')
    await expect(panel).to.be.accessible()
  })

  it('shows what would change, with what would still be wrong, and changes nothing', async () => {
    const { fill, says, samples, valueOf } = await open()
    await fill('find', 'fem')
    await fill('replace', 'Female')
    await says('3 values change, in 4 rows')
    expect(samples().join('|')).to.contain('Fem → Female 2 rows')
    expect(samples().join('|')).to.contain('femme → Femaleme 1 row Invalid choice')
    expect((await valueOf('Fem'))?.correction).to.equal(null)
  })

  it('whole values only, and the same case only, where that is asked for', async () => {
    const { field, fill, says, samples } = await open()
    await fill('find', 'fem')
    await fill('replace', 'Female')
    ;(await field('wholeValue')).click()
    await says('2 values change, in 3 rows')
    ;(await field('matchCase')).click()
    await says('1 value changes, in 1 row')
    await fill('find', 'nobody')
    await says('No value would change.')
    expect(samples()).to.deep.equal([])
  })

  it('replaces, says how much, and undoes it where nothing else was decided', async () => {
    const { values, panel, fill, says, field, valueOf } = await open()
    await fill('find', 'fem')
    await fill('replace', 'Female')
    ;(await field('wholeValue')).click()
    await says('2 values change')
    ;(await deepFind(panel, '.buttons button:last-child')).click()
    const notice = await deepFind(values, 'import-notice')
    expect(textOf(notice)).to.contain('2 values changed, in 3 rows.')
    expect((await valueOf('Fem'))?.correction).to.equal('Female')
    notice.querySelector('button')?.click()
    await until(async () => (await valueOf('Fem'))?.correction === null)
  })

  it('offers no Undo where it would undo more than that', async () => {
    const { values, panel, fill, says } = await open()
    const skip = values.shadowRoot?.querySelector<HTMLElement>('.decisions button')
    skip?.click()
    await until(() =>
      textOf(values.shadowRoot?.querySelector('tbody') ?? null).includes('Left out'),
    )
    await fill('find', 'e')
    await says('change')
    ;(await deepFind(panel, '.buttons button:last-child')).click()
    const notice = await deepFind(values, 'import-notice')
    expect(textOf(notice)).to.contain('changed')
    expect(notice.querySelector('button')).to.equal(null)
  })

  it('all decisions of a column are undone after a question', async () => {
    const { values, toolbar, valueOf } = await open()
    values.shadowRoot?.querySelector<HTMLElement>('.decisions button')?.click()
    await until(() =>
      textOf(toolbar.shadowRoot?.querySelector('.tools') ?? null).includes('Undo all'),
    )
    const buttons = [...(toolbar.shadowRoot?.querySelectorAll<HTMLElement>('.tools button') ?? [])]
    buttons.find((button) => textOf(button) === 'Undo all')?.click()
    await until(() => deepQuery(toolbar, ['import-dialog', 'dialog[open]']) !== null)
    await expect(toolbar).to.be.accessible()
    ;(await deepFind(toolbar, 'import-dialog .primary')).click()
    await until(async () => {
      const all = await Promise.all(['Fem', 'fem', 'femme', 'Robot'].map(valueOf))
      return all.every((value) => value?.skipped === false)
    })
  })

  it('Escape closes it, and the focus is where it was opened', async () => {
    const { toolbar, field } = await open()
    const find = await field('find')
    await until(() => focused() === find)
    press('Escape')
    await until(() => deepQuery(toolbar, ['import-replace-panel']) === null)
    await until(() => textOf(focused()) === 'Find and replace', 'the focus is elsewhere')
    expect(deepQuery(toolbar, ['import-replace-panel'])).to.equal(null)
  })
})
