import { fixture, html } from '@open-wc/testing'
import type {
  ColumnMapping,
  ColumnProgress,
  ImportView,
  PreviewCounts,
  Value,
} from '../../../server-kit/contract/shapes.ts'
import type { ImportWizard } from '../../../widget/import-wizard.ts'
import { record, schema, scriptedFetch, type Script } from './answers.ts'

export const mapping = (
  source: string,
  target: string,
  more: Partial<ColumnMapping> = {},
): ColumnMapping => ({
  source,
  target,
  entityLink: null,
  dateFormat: null,
  numberFormat: null,
  ...more,
})

/** An import with three mapped columns and one that goes to a linked company. */
export const mapped = (more: Partial<ImportView> = {}): ImportView =>
  record({
    headers: ['Name', 'Mail', 'Born', 'Firm'],
    columnMappings: [
      mapping('Name', 'name'),
      mapping('Mail', 'emails'),
      mapping('Born', 'birthday', { dateFormat: 'european' }),
      mapping('Firm', 'name', { entityLink: 'company' }),
    ],
    ...more,
  })

export const value = (raw: string, more: Partial<Value> = {}): Value => ({
  value: raw,
  rows: 1,
  mapped: raw,
  error: null,
  correction: null,
  skipped: false,
  ...more,
})

export const progress = (source: string, more: Partial<ColumnProgress> = {}): ColumnProgress => ({
  source,
  status: 'done',
  progress: 1,
  distinct: 3,
  errors: 0,
  corrected: 0,
  skipped: 0,
  ...more,
})

export const matched = { status: 'done', progress: 1 } as const

export const counts = (more: Partial<PreviewCounts> = {}): PreviewCounts => ({
  create: 0,
  update: 0,
  skip: 0,
  fail: 0,
  withErrors: 0,
  ...more,
})

/** A wizard that is opened on `shown`, whose server answers by the script. */
export const wizardOn = async (shown: ImportView, script: Script): Promise<ImportWizard> => {
  const wizard = await fixture<ImportWizard>(
    html`<import-wizard
      endpoint="/scripted"
      import-id=${shown.id}
      .fetch=${scriptedFetch({
        'GET /schema': () => Response.json(schema),
        [`GET /${shown.id}`]: () => Response.json(shown),
        ...script,
      })}
    ></import-wizard>`,
  )
  // Otherwise a colour half way between two states would be measured.
  wizard.style.setProperty('--import-motion', '0ms')
  return wizard
}
