import { fixture, html } from '@open-wc/testing'
import '../../../widget/define.ts'
import { ImportClient } from '../../../widget/import-client.ts'
import type { ImportWizard } from '../../../widget/import-wizard.ts'
import { csv, until } from './pages.ts'

export const client = new ImportClient({ endpoint: '/api/imports' })

/** A wizard on an import of people that the demo has, mapped as suggested; checked and compared. */
export const openImport = async (text: string, stage: 'reviewing' | 'previewing') => {
  const { id } = await client.upload(csv(text), { entityType: 'people' })
  const { columns } = await client.columns(id)
  const suggested = columns.flatMap(({ suggestion }) => (suggestion ? [suggestion] : []))
  await client.saveMappings(
    id,
    suggested.map(({ source, target, entityLink, dateFormat, numberFormat }) => {
      return { source, target, entityLink, dateFormat, numberFormat }
    }),
  )
  await until(async () => (await client.review(id)).matching.status === 'done', 'not ready')
  if (stage === 'previewing') await client.stage(id, stage)
  const wizard = await fixture<ImportWizard>(
    html`<import-wizard endpoint="/api/imports" import-id=${id}></import-wizard>`,
  )
  // Otherwise a colour half way between two states would be measured.
  wizard.style.setProperty('--import-motion', '0ms')
  return { id, wizard }
}

/** Presses a key where the focus is. */
export const press = (key: string, options: KeyboardEventInit = {}): void => {
  focused().dispatchEvent(
    new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      composed: true,
      cancelable: true,
      ...options,
    }),
  )
}

/** What has the focus, inside all shadow roots. */
export const focused = (): Element => {
  let element: Element = document.activeElement ?? document.body
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}

/** Types a text into the focused control, as a user does before leaving it. */
export const type = (text: string): void => {
  const control = focused()
  if (!(control instanceof HTMLInputElement)) throw new Error('Nothing to type into.')
  control.value = text
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}

/** Chooses in the focused select as the keyboard does: the list stays closed. */
export const chooseByKey = (value: string): void => {
  const control = focused()
  if (!(control instanceof HTMLSelectElement)) throw new Error('Nothing to choose from.')
  press('ArrowDown')
  control.value = value
  control.dispatchEvent(new Event('change', { bubbles: true }))
}
