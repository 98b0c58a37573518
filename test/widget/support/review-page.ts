import type { ColumnProgress, Value } from '../../../server-kit/contract/shapes.ts'
import '../../../widget/define.ts'
import type { ImportReviewStep } from '../../../widget/steps/import-review-step.ts'
import type { Script } from './answers.ts'
import { deepFind } from './pages.ts'
import { mapped, matched, progress, value, wizardOn } from './runs.ts'

export const shown = mapped({ status: 'reviewing' })
const invalid = { 'ada@': 'Not a valid e-mail' }

const columns = [
  progress('Name'),
  progress('Mail', { errors: 1 }),
  progress('Born', { errors: 1 }),
  progress('Firm'),
]
const stored = (): Record<string, Value[]> => ({
  Name: [value('Ada'), value('Alan')],
  Mail: [
    value('ada@, bob@example.com', { rows: 1200, error: invalid }),
    value('alan@example.com', { rows: 2 }),
  ],
  Born: [value('30/02/1990', { error: 'Invalid date format. Expected: European' })],
  Firm: [value('Initech')],
})

/** A small review that decides as the server does. */
export const openReview = async (script: Script = {}, review: ColumnProgress[] = columns) => {
  const values = stored()
  const asked: URLSearchParams[] = []
  const decisions: unknown[] = []
  const wizard = await wizardOn(shown, {
    [`GET /${shown.id}/review`]: () => Response.json({ columns: review, matching: matched }),
    [`GET /${shown.id}/values`]: (request) => {
      const query = new URL(request.url).searchParams
      asked.push(query)
      const all = values[query.get('source') ?? ''] ?? []
      const wrong = all.filter(({ error, skipped }) => error && !skipped)
      const items = query.get('filter') === 'needsReview' ? wrong : all
      const counts = { all: all.length, needsReview: wrong.length, modified: 0, skipped: 0 }
      return Response.json({ items, total: items.length, counts })
    },
    [`PATCH /${shown.id}/values`]: async (request) => {
      const decision = await request.json()
      decisions.push(decision)
      const before = value(decision.value, { rows: 1200, error: invalid })
      if (decision.action === 'skip') return Response.json({ ...before, skipped: true })
      const { correction } = decision
      return Response.json({ ...before, correction, mapped: correction, error: null })
    },
    ...script,
  })
  const step = await deepFind<ImportReviewStep>(wizard, 'import-review-step')
  return { wizard, step, asked, decisions }
}

export const valuesOf = async (step: Element) => deepFind(step, 'import-review-values')
export const row = async (step: Element) => deepFind(await valuesOf(step), 'tbody tr[part=value]')
export const editor = async (step: Element) =>
  deepFind(await row(step).then(rowHost), 'import-value-editor')
const rowHost = (row: Element) => {
  const root = row.getRootNode()
  if (!(root instanceof ShadowRoot)) throw new Error('A row outside its element.')
  return root.host
}
export const columnButton = async (step: Element, source: string) =>
  deepFind(step, 'import-review-columns', `button[title=${source}]`)
export const primary = (step: Element) => deepFind<HTMLButtonElement>(step, '.actions .primary')
