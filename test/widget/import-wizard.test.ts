import { expect, fixture, html } from '@open-wc/testing'
import '../../widget/define.ts'
import { ImportClient } from '../../widget/import-client.ts'
import { ImportWizard } from '../../widget/import-wizard.ts'
import { sameOriginUrl } from '../../widget/same-origin.ts'
import { column, record, refuse, schema, scriptedFetch, type Script } from './support/answers.ts'
import { csv, deepFind, deepQuery, nextEvent, textOf, until } from './support/pages.ts'

const PEOPLE =
  'Name,E-mail,Born\nAda,ada@example.com,1815-12-10\nAlan,alan@example.com,1912-06-23\n'

const make = () =>
  fixture<ImportWizard>(
    html`<import-wizard endpoint="/api/imports" entity-type="people"></import-wizard>`,
  )

const scripted = (script: Script) =>
  fixture<ImportWizard>(
    html`<import-wizard
      endpoint="/scripted"
      entity-type="people"
      .fetch=${scriptedFetch({ 'GET /schema': () => Response.json(schema), ...script })}
    ></import-wizard>`,
  )

const uploaded = async (element: ImportWizard, text = PEOPLE) => {
  element.open(csv(text))
  await deepFind(element, 'import-upload-step', 'import-file-card', '.primary')
}

describe('import-wizard', () => {
  it('is defined', async () => expect(await make()).to.be.instanceOf(ImportWizard))

  it('is accessible at the upload, with the file read, and at the mapping', async () => {
    const element = await make()
    await deepFind(element, 'import-upload-step', '.drop')
    await expect(element).to.be.accessible()
    await uploaded(element)
    await deepFind(element, 'import-upload-step', 'import-file-card', 'td')
    await expect(element).to.be.accessible()
    ;(await deepFind(element, 'import-upload-step', 'import-file-card', '.primary')).click()
    await deepFind(
      element,
      'import-map-step',
      'import-map-columns',
      'import-map-row',
      'import-target-select',
      'input',
    )
    await expect(element).to.be.accessible()
  })

  it('is accessible while it loads and when it could not', async () => {
    const waiting = await scripted({ 'GET /schema': () => new Promise(() => {}) })
    await deepFind(waiting, '.skeletons')
    await expect(waiting).to.be.accessible()
    const failing = await scripted({ 'GET /schema': () => refuse('not_signed_in') })
    await deepFind(failing, '[part=error]')
    await expect(failing).to.be.accessible()
  })

  it('an earlier import that this one is to be like is asked for its mapping', async () => {
    const asked: (string | null)[] = []
    const uploadedRecord = record({ headers: ['Alias'] })
    const element = await fixture<ImportWizard>(
      html`<import-wizard
        endpoint="/scripted"
        import-id=${uploadedRecord.id}
        like="01JBBBBBBBBBBBBBBBBBBBBBBB"
        .fetch=${scriptedFetch({
          'GET /schema': () => Response.json(schema),
          [`GET /${uploadedRecord.id}`]: () => Response.json(uploadedRecord),
          [`GET /${uploadedRecord.id}/columns`]: ({ url }) => {
            asked.push(new URL(url).searchParams.get('like'))
            return Response.json({ columns: [column('Alias')], rowCount: 20 })
          },
        })}
      ></import-wizard>`,
    )
    await deepFind(element, 'import-map-step')
    await until(() => asked.length > 0, 'nothing asked')
    expect(asked).to.deep.equal(['01JBBBBBBBBBBBBBBBBBBBBBBB'])
  })

  it('a file that is opened is uploaded, and told as import-uploaded', async () => {
    const element = await make()
    const event = nextEvent(element, 'import-uploaded')
    await uploaded(element)
    expect((await event).import.totalRows).to.equal(2)
    expect(element.importId).to.equal((await event).import.id)
  })

  it('an import-id goes on where that import is', async () => {
    const client = new ImportClient({ endpoint: '/api/imports' })
    const { id } = await client.upload(csv(PEOPLE), { entityType: 'people' })
    const element = await make()
    element.importId = id
    expect(
      await deepFind(element, 'import-map-step', 'import-map-columns', 'import-map-row'),
    ).not.to.equal(null)
  })

  it('url-param keeps the import in the address, and takes it away again', async () => {
    const element = await fixture<ImportWizard>(
      html`<import-wizard
        endpoint="/api/imports"
        entity-type="people"
        url-param="import"
      ></import-wizard>`,
    )
    await uploaded(element)
    expect(new URLSearchParams(location.search).get('import')).to.equal(element.importId)
    element.reset()
    await until(() => !new URLSearchParams(location.search).has('import'))
    expect(element.importId).to.equal('')
  })

  it('an import that is gone is told in a sentence, with a way on', async () => {
    const element = await make()
    element.importId = '01J00000000000000000000000'
    const banner = await deepFind(element, '[part=error]')
    expect(textOf(banner)).to.contain('This import no longer exists.')
    const [way, ...others] = banner.querySelectorAll('button')
    expect(others).to.deep.equal([])
    expect(textOf(way ?? null)).to.equal('Import another file')
    way?.click()
    await deepFind(element, 'import-upload-step', '.drop')
    expect(element.importId).to.equal('')
  })

  it('without an entity type it asks for one', async () => {
    const element = await fixture<ImportWizard>(
      html`<import-wizard endpoint="/api/imports"></import-wizard>`,
    )
    const choice = await deepFind(element, 'import-entity-choice', 'button')
    choice.click()
    expect(await deepFind(element, 'import-upload-step', '.drop')).not.to.equal(null)
  })

  it('a server that is away is told, and trying again goes on', async () => {
    let isAway = true
    const element = await scripted({
      'GET /schema': () => {
        if (isAway) throw new TypeError('Failed to fetch')
        return Response.json(schema)
      },
    })
    const retry = await deepFind(element, '[part=error] button')
    // Put aside, it would leave a page that waits for ever.
    expect(deepQuery(element, ['[part=error] .ghost'])).to.equal(null)
    isAway = false
    retry.click()
    await deepFind(element, 'import-upload-step', '.drop')
    expect(deepQuery(element, ['[part=error]'])).to.equal(null)
  })

  it('a new step takes the focus with its heading, and is spoken', async () => {
    const element = await make()
    await uploaded(element)
    ;(await deepFind(element, 'import-upload-step', 'import-file-card', '.primary')).click()
    const heading = await deepFind(element, 'import-map-step', '#heading')
    await until(() => element.shadowRoot?.activeElement?.shadowRoot?.activeElement === heading)
    const region = await deepFind(element, '[aria-live]')
    await until(() => textOf(region).startsWith('Step 2'))
    expect(textOf(region)).to.equal('Step 2 of 5: Map')
  })

  it('an element that is removed stops its upload', async () => {
    let aborted = false
    const element = await scripted({
      'POST /': (request) =>
        new Promise((_, reject) => {
          request.signal.addEventListener('abort', () => {
            aborted = true
            reject(new DOMException('Aborted', 'AbortError'))
          })
        }),
    })
    element.open(csv(PEOPLE))
    await deepFind(element, 'import-upload-step', 'progress')
    element.remove()
    await until(() => aborted)
    expect(aborted).to.equal(true)
  })

  it('an element that is moved keeps its upload', async () => {
    const answers: ((answer: Response) => void)[] = []
    const element = await scripted({
      'POST /': () => new Promise<Response>((resolve) => answers.push(resolve)),
      'GET /01JAAAAAAAAAAAAAAAAAAAAAAA/rows': () =>
        Response.json({ headers: ['Name'], items: [], total: 0 }),
    })
    element.open(csv(PEOPLE))
    await deepFind(element, 'import-upload-step', 'progress')
    await until(() => answers.length === 1)
    document.body.append(element)
    answers[0]?.(Response.json(record(), { status: 201 }))
    const card = await deepFind(element, 'import-upload-step', 'import-file-card')
    expect(card.isConnected).to.equal(true)
    element.remove()
  })

  it('a draft can be discarded on the way out', async () => {
    const element = await make()
    await uploaded(element)
    const { importId } = element
    ;(await deepFind(element, 'import-leave', 'button')).click()
    const left = nextEvent(element, 'import-cancel')
    ;(await deepFind(element, 'import-leave', 'import-dialog .danger')).click()
    expect((await left).import?.id).to.equal(importId)
    await deepFind(element, 'import-upload-step', '.drop')
    const client = new ImportClient({ endpoint: '/api/imports' })
    const gone = await client.show(importId).catch((error: { code: string }) => error.code)
    expect(gone).to.equal('import_not_found')
  })

  it('texts of the host replace the English ones', async () => {
    const element = await make()
    element.strings = { upload: { choose: 'Datei wählen' } }
    const button = await deepFind(element, 'import-upload-step', '.drop button')
    await until(() => textOf(button) === 'Datei wählen')
    expect(textOf(button)).to.equal('Datei wählen')
  })
})

describe('sameOriginUrl', () => {
  it('follows addresses of the own origin only', () => {
    expect(sameOriginUrl('/records')).to.equal(`${location.origin}/records`)
    for (const address of [
      '',
      'https://elsewhere.example/',
      'javascript:alert(1)',
      '//x.example',
      'data:text/html,x',
    ]) {
      expect(sameOriginUrl(address), address).to.equal(null)
    }
  })
})
