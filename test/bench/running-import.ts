import { setTimeout as wait } from 'node:timers/promises'
import type { ImportView, PreviewAnswer, ReviewAnswer } from '../../server-kit/contract/index.ts'
import { contactEmail, type CsvFile } from './csv-file.ts'
import type { BenchServer } from './bench-server.ts'

/** Milliseconds: a widget asks every second; the finest that costs the server nothing worth naming. */
const ASK_EVERY = 100

interface Mapping {
  source: string
  target: string
  entityLink: string | null
  dateFormat: string | null
  numberFormat: string | null
}

const mapping = (source: string, target: string, entityLink: string | null = null): Mapping => ({
  source,
  target,
  entityLink,
  dateFormat: target === 'birthday' ? 'iso' : null,
  numberFormat: target === 'score' ? 'point' : null,
})

const OWN = [
  mapping('Name', 'name'),
  mapping('Email', 'email'),
  mapping('Phone', 'phone'),
  mapping('Job title', 'title'),
  mapping('Birthday', 'birthday'),
  mapping('Score', 'score'),
  mapping('Notes', 'notes'),
]

/** Company and city as texts of the person, or as links. */
const MAPPINGS = {
  plain: [...OWN, mapping('Company', 'companyName'), mapping('City', 'cityName')],
  linked: [...OWN, mapping('Company', 'name', 'company'), mapping('City', 'name', 'city')],
}

/** One import over HTTP, from the upload to the preview and on. */
export class RunningImport {
  readonly #server: BenchServer
  readonly #id: string

  private constructor(server: BenchServer, id: string) {
    this.#server = server
    this.#id = id
  }

  /** Uploads and maps a file; resolves when its preview stands. */
  static async prepare(server: BenchServer, file: CsvFile, mapped: keyof typeof MAPPINGS) {
    const made = new RunningImport(server, await server.send(file))
    await made.#ask('PUT', '/mappings', { mappings: MAPPINGS[mapped] })
    await made.#until<ReviewAnswer>('/review', ({ columns }) =>
      columns.every(({ status }) => status === 'done'),
    )
    await made.#ask('POST', '/stage', { to: 'previewing' })
    await made.#matched()
    return made
  }

  /** Skips the e-mail of a row, so that all rows are matched anew; resolves when they are. */
  async matchAgain(row: number): Promise<void> {
    const decision = { source: 'Email', value: contactEmail(row), action: 'skip' }
    await this.#ask('PATCH', '/values', decision)
    await this.#matched()
  }

  async counts(): Promise<PreviewAnswer['counts']> {
    const { counts } = await this.#ask<PreviewAnswer>('GET', '/preview')
    return counts
  }

  /** Starts it; resolves with its results. */
  async run(): Promise<ImportView['results']> {
    await this.#ask('POST', '/start')
    const { status, results } = await this.#until<ImportView>(
      '',
      ({ status }) => status !== 'importing',
    )
    if (status !== 'completed') throw new Error(`The import ended as ${status}`)
    return results
  }

  async discard(): Promise<void> {
    await this.#ask('DELETE', '')
  }

  #matched() {
    return this.#until<ReviewAnswer>('/review', ({ matching }) => matching.status === 'done')
  }

  async #until<T>(path: string, isOver: (answer: T) => boolean): Promise<T> {
    for (;;) {
      const answer = await this.#ask<T>('GET', path)
      if (isOver(answer)) return answer
      await wait(ASK_EVERY)
    }
  }

  #ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return this.#server.ask(method, `/${this.#id}${path}`, body)
  }
}
