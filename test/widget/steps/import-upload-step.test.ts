import { expect, fixture, html } from '@open-wc/testing'
import '../../../widget/define.ts'
import type { ImportWizard } from '../../../widget/import-wizard.ts'
import { ImportFileCard } from '../../../widget/steps/import-file-card.ts'
import { ImportUploadStep } from '../../../widget/steps/import-upload-step.ts'
import { record, refuse, schema, scriptedFetch } from '../support/answers.ts'
import { csv, deepFind, deepQuery, textOf, until } from '../support/pages.ts'

const make = async () => {
  const wizard = await fixture<ImportWizard>(
    html`<import-wizard endpoint="/api/imports" entity-type="people"></import-wizard>`,
  )
  const step = await deepFind<ImportUploadStep>(wizard, 'import-upload-step')
  await deepFind(step, '.drop')
  return { wizard, step }
}

const drop = (step: ImportUploadStep, ...files: File[]) => {
  const dataTransfer = new DataTransfer()
  for (const file of files) dataTransfer.items.add(file)
  const zone = deepQuery(step, ['.drop'])
  zone?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
}

const refusal = async (step: ImportUploadStep) =>
  textOf(await deepFind(step, 'import-notice[tone=danger]'))

const headersOf = (card: ImportFileCard) =>
  [...(card.shadowRoot?.querySelectorAll('thead th') ?? [])].map(textOf).join(' | ')

const cellsOf = async (step: ImportUploadStep, row: string) => {
  await deepFind(step, 'import-file-card', 'td')
  const cells = deepQuery(step, ['import-file-card', 'table'])?.querySelectorAll(row) ?? []
  return [...cells].map(textOf)
}

describe('import-upload-step', () => {
  it('is defined', async () => expect((await make()).step).to.be.instanceOf(ImportUploadStep))
  it('is accessible', async () => expect((await make()).step).to.be.accessible())

  it('says what may be uploaded, and how much', async () => {
    const { step } = await make()
    const limits = textOf(deepQuery(step, ['.drop p']))
    expect(limits).to.match(/^CSV or TSV · up to [\d,]+ rows · [\d,.]+ [MG]B$/)
  })

  it('a dropped file is sent, and its card shows what was read', async () => {
    const { step } = await make()
    drop(step, csv('Name;Born\nAda;1815\nAlan;1912\n', 'march.csv'))
    expect(await cellsOf(step, 'thead th')).to.deep.equal(['Row', 'Name', 'Born'])
    expect(await cellsOf(step, 'tbody tr:first-child > *')).to.deep.equal(['2', 'Ada', '1815'])
    const about = textOf(deepQuery(step, ['import-file-card', '.about']))
    expect(about).to.match(/^march\.csv .* · 2 rows · 2 columns$/)
  })

  it('an empty file is refused in a sentence, before anything is sent', async () => {
    const { step } = await make()
    drop(step, csv(''))
    expect(await refusal(step)).to.equal('This file is empty.')
  })

  it('a picture is refused in a sentence, and another file can follow', async () => {
    const { step } = await make()
    drop(step, new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0])], 'a.png'))
    expect(await refusal(step)).to.contain('not a text file')
    await expect(step).to.be.accessible()
    drop(step, csv('Name\nAda\n'))
    await deepFind(step, 'import-file-card')
    expect(deepQuery(step, ['import-notice[tone=danger]'])).to.equal(null)
  })

  it('several files at once are refused', async () => {
    const { step } = await make()
    drop(step, csv('Name\nAda\n'), csv('Name\nAlan\n'))
    expect(await refusal(step)).to.equal('Choose one file at a time.')
  })

  it('a file over the limit is refused without being sent', async () => {
    const limited = { ...schema, limits: { ...schema.limits, fileBytes: 4 } }
    const wizard = await fixture<ImportWizard>(
      html`<import-wizard
        endpoint="/scripted"
        entity-type="people"
        .fetch=${scriptedFetch({ 'GET /schema': () => Response.json(limited) })}
      ></import-wizard>`,
    )
    const step = await deepFind<ImportUploadStep>(wizard, 'import-upload-step')
    await deepFind(step, '.drop')
    drop(step, csv('Name\nAda\n'))
    expect(await refusal(step)).to.contain('is larger than')
  })

  it('a file that could not be sent is sent again on demand', async () => {
    const answers = [refuse('too_many_imports'), Response.json(record(), { status: 201 })]
    const wizard = await fixture<ImportWizard>(
      html`<import-wizard
        endpoint="/scripted"
        entity-type="people"
        .fetch=${scriptedFetch({
          'GET /schema': () => Response.json(schema),
          'POST /': () => answers.shift() ?? refuse('internal'),
        })}
      ></import-wizard>`,
    )
    const step = await deepFind<ImportUploadStep>(wizard, 'import-upload-step')
    await deepFind(step, '.drop')
    drop(step, csv('Name\nAda\n'))
    ;(await deepFind(step, 'import-notice button')).click()
    expect(await deepFind(step, 'import-file-card')).not.to.equal(null)
  })

  it('an upload can be cancelled while it is sent', async () => {
    const wizard = await fixture<ImportWizard>(
      html`<import-wizard
        endpoint="/scripted"
        entity-type="people"
        .fetch=${scriptedFetch({
          'GET /schema': () => Response.json(schema),
          'POST /': ({ signal }) =>
            new Promise((_, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason))
            }),
        })}
      ></import-wizard>`,
    )
    const step = await deepFind<ImportUploadStep>(wizard, 'import-upload-step')
    await deepFind(step, '.drop')
    drop(step, csv('Name\nAda\n'))
    await deepFind(step, 'progress')
    await expect(step).to.be.accessible()
    ;(await deepFind(step, '.sending button')).click()
    await deepFind(step, '.drop')
    expect(deepQuery(step, ['import-notice'])).to.equal(null)
  })
})

describe('import-file-card', () => {
  const uploaded = async (text: BlobPart) => {
    const { wizard, step } = await make()
    drop(step, csv(text))
    const card = await deepFind<ImportFileCard>(step, 'import-file-card')
    await deepFind(card, 'td')
    return { wizard, step, card }
  }

  it('is defined', async () => {
    expect((await uploaded('Name\nAda\n')).card).to.be.instanceOf(ImportFileCard)
  })

  it('is accessible', async () => {
    expect((await uploaded('Name\nAda\n')).card).to.be.accessible()
  })

  it('another separator reads the file again', async () => {
    const { card } = await uploaded('a;b|c\n1;2|3\n')
    const select = await deepFind<HTMLSelectElement>(card, '#delimiter')
    const before = select.value
    select.value = before === '|' ? ';' : '|'
    select.dispatchEvent(new Event('change'))
    const expected = before === '|' ? 'Row | a | b|c' : 'Row | a;b | c'
    await until(() => headersOf(card) === expected)
    expect(headersOf(card)).to.equal(expected)
  })

  it('another header row leaves the title above it out', async () => {
    const { card } = await uploaded('Members of March,\nName,Born\nAda,1815\n')
    const select = await deepFind<HTMLSelectElement>(card, '#headerRow')
    select.value = '2'
    select.dispatchEvent(new Event('change'))
    await until(() => headersOf(card) === 'Row | Name | Born')
    expect(select.value).to.equal('2')
  })

  it('a warning of the reading is shown', async () => {
    const { card } = await uploaded('Name,Name\nAda,Lovelace\n')
    const warnings = await deepFind(card, 'import-notice.warnings')
    expect(textOf(warnings)).to.contain('Name (2)')
  })

  it('an unsure reading asks with a word of the file, and reads it again as chosen', async () => {
    const { card } = await uploaded(
      new Uint8Array([...new TextEncoder().encode('id,name\n1,Merci '), 0xe0, 0x0a]),
    )
    const choice = await deepFind(card, '.candidates button:last-child')
    const encoding = textOf(choice).split(' · ').at(-1)?.toLowerCase()
    choice.click()
    const select = await deepFind<HTMLSelectElement>(card, '#encoding')
    await until(() => select.value === encoding)
    await until(() => deepQuery(card, ['.candidates']) === null, 'still asking')
    expect(select.value).to.equal(encoding)
  })

  it('Remove discards the import', async () => {
    const { wizard, step, card } = await uploaded('Name\nAda\n')
    ;(await deepFind(card, '.buttons .quiet')).click()
    await deepFind(step, '.drop')
    expect(wizard.importId).to.equal('')
  })
})
