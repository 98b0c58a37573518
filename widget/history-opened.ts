import { html, nothing } from 'lit'
import type { HistoryState } from './history-store.ts'
import { historyProblem } from './history-table.ts'
import type { ImportCommandEvent } from './parts/history-command.ts'
import type { FirstTexts } from './strings/texts.ts'

interface Shown {
  state: HistoryState
  texts: FirstTexts
  close: () => void
}

/** What is wrong with the list; or with an import that could not be opened. */
export const shownProblem = ({ state, texts, reload, close }: Shown & { reload: () => void }) => {
  const { phase, error, opened } = state
  if (!error || opened) return nothing
  const isList = phase === 'error'
  return historyProblem(texts, error, { isList, goOn: isList ? reload : close })
}

interface Opened extends Shown {
  lang: string
  dir: unknown
  command: (event: ImportCommandEvent) => void
}

/** The opened import, over everything else. */
export const openedImport = ({ state, texts, lang, dir, close, command }: Opened) => {
  const { opened: record, error, isBusy, entities } = state
  if (!record) return nothing
  return html`<import-history-panel
    exportparts="dialog, badge, facts, drift, failed-rows, mapping, bar, bar-counts, notice"
    class="frame"
    lang=${lang}
    dir=${dir}
    .texts=${texts}
    .record=${record}
    .entity=${entities.find(({ entityType }) => entityType === record.entityType)}
    .error=${error}
    ?busy=${isBusy}
    @import-close=${close}
    @import-command=${command}
  ></import-history-panel>`
}
