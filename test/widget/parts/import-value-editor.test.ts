import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import '../../../widget/define.ts'
import { ImportValueEditor } from '../../../widget/parts/import-value-editor.ts'
import { ImportValueEvent } from '../../../widget/parts/value-event.ts'
import { defineSteps } from '../../../widget/steps/define-steps.ts'
import type { EditorKind, ReviewTarget } from '../../../widget/steps/review-target.ts'
import { textOf } from '../support/pages.ts'
import { texts } from '../support/english.ts'

defineSteps()

const options = [
  { value: 'f', label: 'Female' },
  { value: 'm', label: 'Male' },
]
const target = (kind: EditorKind, more: Partial<ReviewTarget> = {}): ReviewTarget => ({
  label: 'Field',
  kind,
  options,
  dateFormat: 'iso',
  format: null,
  ...more,
})

const make = (edited: ReviewTarget, value: string, error: ImportValueEditor['error'] = null) =>
  fixture<ImportValueEditor>(
    html`<import-value-editor
      .texts=${texts}
      .target=${edited}
      .value=${value}
      .error=${error}
      label="What it becomes"
    ></import-value-editor>`,
  )

const change = async (editor: ImportValueEditor, selector: string, value: string) => {
  const control = editor.shadowRoot?.querySelector<HTMLInputElement>(selector)
  if (!control) throw new Error(`no ${selector}`)
  const told = oneEvent(editor, ImportValueEvent.type)
  control.value = value
  control.dispatchEvent(new Event('change', { bubbles: true }))
  const event: unknown = await told
  return event instanceof ImportValueEvent ? event.value : ''
}

const kinds: EditorKind[] = [
  'text',
  'number',
  'date',
  'datetime',
  'choice',
  'boolean',
  'choices',
  'list',
]

describe('import-value-editor', () => {
  it('is defined', async () =>
    expect(await make(target('text'), 'a')).to.be.instanceOf(ImportValueEditor))

  for (const kind of kinds) {
    it(`is accessible as ${kind}, with an error and without`, async () => {
      await expect(await make(target(kind), 'a')).to.be.accessible()
      await expect(await make(target(kind), 'a', 'It is wrong.')).to.be.accessible()
      await expect(await make(target(kind), 'a', { a: 'It is wrong.' })).to.be.accessible()
    })
  }

  it('a text is told when it is changed, not when it is the same', async () => {
    expect(await change(await make(target('text'), 'old'), 'input', 'new')).to.equal('new')
    const editor = await make(target('text'), 'old')
    let told = 0
    editor.addEventListener(ImportValueEvent.type, () => (told += 1))
    const input = editor.shadowRoot?.querySelector('input')
    if (input) input.value = 'old'
    input?.dispatchEvent(new Event('change'))
    expect(told).to.equal(0)
  })

  it('Escape brings the value back', async () => {
    const editor = await make(target('text'), 'old')
    const input = editor.shadowRoot?.querySelector('input')
    if (input) input.value = 'new'
    input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    expect(input?.value).to.equal('old')
  })

  it('a choice offers the labels and tells the value', async () => {
    const editor = await make(target('choice'), 'FEMALE')
    const select = editor.shadowRoot?.querySelector('select')
    expect(select?.value).to.equal('f')
    expect(textOf(select ?? null)).to.equal('Choose… Female Male')
    expect(await change(editor, 'select', 'm')).to.equal('m')
  })

  it('a value that is no option leaves the choice open', async () => {
    const editor = await make(target('choice'), 'Robot', 'Invalid choice')
    expect(editor.shadowRoot?.querySelector('select')?.value).to.equal('')
  })

  it('several choices are check boxes, and items that are none of them are named', async () => {
    const editor = await make(target('choices'), 'Female, Robot', { Robot: 'Not an option' })
    const boxes = [...(editor.shadowRoot?.querySelectorAll('input') ?? [])]
    expect(boxes.map(({ checked }) => checked)).to.deep.equal([true, false])
    expect(textOf(editor.shadowRoot?.querySelector('#error') ?? null)).to.contain('Robot')
    const told = oneEvent(editor, ImportValueEvent.type)
    boxes[1]?.click()
    const event: unknown = await told
    expect(event instanceof ImportValueEvent && event.value).to.equal('f, m')
  })

  it('an item that is removed is left out, and one can be added', async () => {
    const editor = await make(target('list'), 'a@b.co, c@d.co')
    const remove = [...(editor.shadowRoot?.querySelectorAll<HTMLElement>('li button') ?? [])]
    const told = oneEvent(editor, ImportValueEvent.type)
    remove[0]?.click()
    const event: unknown = await told
    expect(event instanceof ImportValueEvent && event.value).to.equal('c@d.co')
    editor.shadowRoot?.querySelector<HTMLElement>('[aria-label="Add another"]')?.click()
    await editor.updateComplete
    expect(editor.shadowRoot?.querySelectorAll('li').length).to.equal(3)
  })

  it('a picked date waits until its year is typed', async () => {
    const editor = await make(target('date', { dateFormat: 'american' }), '')
    let told = 0
    editor.addEventListener(ImportValueEvent.type, () => (told += 1))
    const input = editor.shadowRoot?.querySelector('input')
    if (!input) throw new Error('no input')
    for (const picked of ['0001-12-31', '0019-12-31', '0199-12-31']) {
      input.value = picked
      input.dispatchEvent(new Event('change'))
    }
    expect(await change(editor, 'input', '1990-12-31')).to.equal('12/31/1990')
    expect(told).to.equal(1)
  })
})
