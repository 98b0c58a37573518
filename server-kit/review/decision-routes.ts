import { requireStage, stillValidating } from '../access.ts'
import type { ChangedValue } from '../contract/shapes.ts'
import type { BulkBody, CellBody, ValueBody } from '../contract/requests.ts'
import { ROUTES } from '../contract/routes.ts'
import { ImportError } from '../errors.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'
import { serve, type KitApp } from '../route.ts'
import type { BulkChange, CellDecision, Decision, RowStore } from '../row-store/row-store.ts'
import type { CellError, CellRule } from '../values/cell-rule.ts'
import { parseCell } from '../values/parse-cell.ts'
import { hostJudge } from './host-verdicts.ts'
import { prepareAgain, requireMapped, REVIEW_STAGES } from './reviewed-import.ts'
import { forgetValues, rememberDecision } from './team-values.ts'

/** What the reviewer decides: about a value in all its rows, about one row's cell, about a whole column. */
export function decisionRoutes(app: KitApp, kit: KitParts): void {
  serve(app, ROUTES.decide, async (request) => {
    const opened = await open(kit, request)
    const { found, rule } = opened
    const { action } = request.body
    const value = await opened.store.decide(await valueDecision(kit, opened, request.body))
    await rememberDecision(kit, found, { rule, action, value })
    await prepareAgain(kit, found)
    return value
  })

  serve(app, ROUTES.decideCell, async (request) => {
    const opened = await open(kit, request)
    const cell = await opened.store.decideCell(await cellDecision(kit, opened, request.body))
    await prepareAgain(kit, opened.found)
    return cell
  })

  serve(app, ROUTES.decideInBulk, async (request) => {
    const opened = await open(kit, request)
    const { samples, undone = [], ...changed } = await opened.store.bulk(bulkChange(request.body))
    if (samples) {
      const judged = await withHostVerdicts(kit, opened, samples)
      return { ...changed, samples: judged }
    }
    await forgetValues(kit, opened.found, { rule: opened.rule, values: undone })
    await prepareAgain(kit, opened.found)
    return changed
  })
}

interface Opened {
  found: Import
  store: RowStore
  rule: CellRule
}

async function open(
  kit: KitParts,
  request: Parameters<typeof requireStage>[1] & { body: { source: string } },
): Promise<Opened> {
  const found = await requireStage(kit, request, REVIEW_STAGES)
  const { source } = request.body
  requireMapped(found, source)
  const store = kit.rows.open(found.id)
  const rule = (await store.rules()).find((candidate) => candidate.source === source)
  // The record was saved a moment ago, its rules are on their way.
  if (!rule) throw stillValidating()
  return { found, store, rule }
}

async function valueDecision(kit: KitParts, opened: Opened, body: ValueBody): Promise<Decision> {
  const { source, value, action, correction } = body
  if (action !== 'correct') return { source, value, action }
  const text = requireCorrection(correction)
  const hostError = await hostVerdict(kit, opened, text)
  return { source, value, action, correction: text, hostError }
}

async function cellDecision(kit: KitParts, opened: Opened, body: CellBody): Promise<CellDecision> {
  const { source, rowNumber, action, correction } = body
  if (action === 'skip' || action === 'undo') return { source, rowNumber, action }
  const { value } = await opened.store.cell({ source, rowNumber })
  // A cell that is not skipped any more may stay as read, whatever was decided on its value.
  const text = action === 'correct' ? requireCorrection(correction) : value
  const hostError = await hostVerdict(kit, opened, text)
  return { source, rowNumber, action, correction: text, hostError }
}

function requireCorrection(correction: string | undefined): string {
  if (correction !== undefined) return correction
  throw new ImportError('invalid_request', 'A correction needs the new value.')
}

/** What the host says of a text that the built-in rules accept. */
async function hostVerdict(kit: KitParts, opened: Opened, text: string): Promise<CellError | null> {
  const [verdict = null] = await hostVerdicts(kit, opened, [text])
  return verdict
}

/** What the host says of texts, aligned; null also for those that the built-in rules refuse. */
async function hostVerdicts(
  kit: KitParts,
  { found, rule }: Opened,
  texts: readonly string[],
): Promise<(CellError | null)[]> {
  if (!rule.hasHostRule) return texts.map(() => null)
  const typed = texts.map((text) => {
    const parsed = parseCell(rule, text)
    return parsed.ok ? parsed.value : null
  })
  const judge = await hostJudge(kit, found, rule)
  const verdicts = await judge(typed.filter((value) => value !== null))
  return typed.map((value) => (value === null ? null : (verdicts.shift() ?? null)))
}

async function withHostVerdicts(
  kit: KitParts,
  opened: Opened,
  samples: readonly ChangedValue[],
): Promise<ChangedValue[]> {
  const texts = samples.map(({ after }) => after)
  const verdicts = await hostVerdicts(kit, opened, texts)
  return samples.map((sample, at) => ({ ...sample, error: sample.error ?? verdicts[at] ?? null }))
}

function bulkChange(body: BulkBody): BulkChange {
  const { source, action, preview, find, replace = '', wholeValue, ignoreCase } = body
  if (action !== 'replace') return { source, action, preview }
  if (find === undefined) {
    throw new ImportError('invalid_request', 'Say which text is to be replaced.')
  }
  return { source, action, preview, find, replace, wholeValue, ignoreCase }
}
