/**
 * React components for both elements: properties and events are typed, and set as properties. Needs
 * `react` and `@lit/react` beside this package. Registers the tags; may be imported on a server.
 */
import { createComponent, type EventName } from '@lit/react'
import * as React from 'react'
import './define.ts'
import { ImportHistory as HistoryElement } from './import-history.ts'
import { ImportWizard as WizardElement } from './import-wizard.ts'

/**
 * `<import-wizard>` for React. A `ref` gives the element, with `open(file)` and `reset()`.
 *
 * @example
 * <ImportWizard endpoint="/api/imports" entityType="people" onImportFinish={() => reload()} />
 */
export const ImportWizard = createComponent({
  react: React,
  tagName: 'import-wizard',
  elementClass: WizardElement,
  events: {
    onImportUploaded: typed('import-uploaded'),
    onImportStep: typed('import-step'),
    onImportStart: typed('import-start'),
    onImportProgress: typed('import-progress'),
    onImportFinish: typed('import-finish'),
    onImportCancel: typed('import-cancel'),
    onImportError: typed('import-error'),
  },
})

/**
 * `<import-history>` for React.
 *
 * @example
 * <ImportHistory endpoint="/api/imports" onImportContinue={(event) => resume(event.import.id)} />
 */
export const ImportHistory = createComponent({
  react: React,
  tagName: 'import-history',
  elementClass: HistoryElement,
  events: {
    onImportOpen: typed('import-open'),
    onImportContinue: typed('import-continue'),
    onImportAgain: typed('import-again'),
  },
})

/** The name of an event, with the event's class in its type. */
function typed<N extends keyof HTMLElementEventMap>(name: N): EventName<HTMLElementEventMap[N]>
function typed(name: string): string {
  return name
}
