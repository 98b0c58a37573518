import type { Value, ValueBody } from '../contract/index.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import, RememberedValue } from '../model/import.ts'
import type { RowStore } from '../row-store/row-store.ts'
import { errorText } from '../runtime/error-text.ts'
import type { CellRule } from '../values/cell-rule.ts'
import { foldKey } from '../values/fold-key.ts'

interface Recalling {
  store: RowStore
  rule: CellRule
}

type Remembering = Pick<KitParts, 'model' | 'logger'>

/** Remembering is a help: an import goes on without it. */
async function helpfully({ logger }: Remembering, importId: string, help: () => Promise<void>) {
  try {
    await help()
  } catch (error) {
    logger.error('remembered values failed', { importId, error: errorText(error) })
  }
}

const fieldOf = ({ entityType }: Import, { target }: CellRule) => ({ entityType, field: target })

/** Corrects what is in error by what the team has chosen for the same values in earlier imports. */
export async function recallValues(
  kit: Remembering,
  record: Import,
  { store, rule }: Recalling,
): Promise<void> {
  let remembered: RememberedValue[] = []
  await helpfully(kit, record.id, async () => {
    remembered = await kit.model.forTeam(record.teamId).rememberedValues(fieldOf(record, rule))
  })
  if (remembered.length > 0) await store.correctRemembered(rule.source, remembered)
}

/** Keeps a right correction for the team's later imports; undoing one forgets it. */
export async function rememberDecision(
  kit: Remembering,
  record: Import,
  { rule, action, value }: { rule: CellRule; action: ValueBody['action']; value: Value },
): Promise<void> {
  if (!rule.isRemembered || (action !== 'correct' && action !== 'undo')) return
  const team = kit.model.forTeam(record.teamId)
  const key = foldKey(value.value)
  const { correction, error, skipped } = value
  await helpfully(kit, record.id, async () => {
    if (correction !== null && error === null) {
      await team.rememberValues(fieldOf(record, rule), [{ value: key, correction }])
    } else if (correction === null && !skipped) {
      await team.forgetRememberedValues(fieldOf(record, rule), [key])
    }
  })
}

/** Forgets what was chosen for values whose corrections were undone together. */
export async function forgetValues(
  kit: Remembering,
  record: Import,
  { rule, values }: { rule: CellRule; values: readonly string[] },
): Promise<void> {
  if (!rule.isRemembered || values.length === 0) return
  const team = kit.model.forTeam(record.teamId)
  const keys = values.map(foldKey)
  await helpfully(kit, record.id, () => team.forgetRememberedValues(fieldOf(record, rule), keys))
}
