import type { Locator, Page } from 'playwright-core'

/** By what a reader knows each state of the gallery: a role with its name, or else a text. */
const SHOWN: Record<string, [role: Parameters<Page['getByRole']>[0] | 'text', name: RegExp]> = {
  choice: ['heading', /^What do you want to import/],
  'upload-loading': ['status', /^Loading/],
  'upload-empty': ['button', /^Choose a file/],
  'upload-sending': ['text', /left$/],
  'upload-reading': ['progressbar', /^Reading the rows/],
  'upload-filled': ['table', /.*/],
  'upload-many': ['text', /^14 rows have more cells/],
  'upload-refused': ['alert', /.*/],
  'upload-offline': ['button', /^Try again/],
  'map-loading': ['status', /^Loading/],
  'map-empty': ['text', /^Map Name to continue/],
  'map-filled': ['text', /^9 of 12 columns mapped/],
  'map-format': ['group', /^The values fit more than one format/],
  'map-fields': ['listbox', /^Field for Full name/],
  'map-many': ['text', /^9 of 120 columns mapped/],
  'map-error': ['button', /^Try again/],
  'map-done': ['text', /^Every column is mapped/],
  'map-duplicates': ['dialog', /^Avoid creating duplicate records/],
  'review-loading': ['progressbar', /^Loading/],
  'review-checking': ['heading', /^Full name/],
  'review-partly': ['text', /^You can go on once all columns are checked/],
  'review-filled': ['rowheader', /^Robot/],
  'review-many': ['button', /^Skip all 38 that need review/],
  'review-replace': ['text', /^38 values change, in 40 rows/],
  'review-rows': ['dialog', /^1,204 rows with “Robot” in Sex/],
  'review-empty': ['text', /^This column has no values/],
  'review-problem': ['text', /^The e-mails could not be compared/],
  'review-error': ['button', /^Try again/],
  'review-done': ['text', /^Every value can be imported/],
  'preview-loading': ['progressbar', /^Looking for records/],
  'preview-problem': ['button', /^Try again/],
  'preview-empty': ['text', /^No row can be imported/],
  'preview-filled': ['button', /^Import 214,003 rows/],
  'preview-failing': ['button', /7 will fail/],
  'preview-linked': ['table', /^Company/],
  'preview-cell': ['text', /^Changes this row only/],
  'preview-error': ['button', /^Try again/],
  'preview-done': ['dialog', /^Import 214,003 rows/],
  'import-loading': ['text', /^Starting/],
  'import-running': ['text', /sec left$/],
  'import-stop': ['dialog', /^Stop this import/],
  'import-stalled': ['heading', /^The import is not moving/],
  'import-done': ['heading', /^Done$/],
  'import-failures': ['heading', /^Done, but 12 rows were refused/],
  'import-many': ['heading', /^Done, but 78,012 rows were refused/],
  'import-error': ['button', /^Resume/],
  'import-cancelled': ['heading', /^The import was stopped/],
  'import-empty': ['text', /This import no longer exists/],
  'history-loading': ['table', /^Import history/],
  'history-empty': ['heading', /^No imports yet/],
  'history-no-matches': ['button', /^Clear filters/],
  'history-filled': ['button', /^people-march.csv/],
  'history-many': ['text', /^1–25 of 1,284/],
  'history-one-type': ['text', /4 imports/],
  'history-drafts': ['button', /^Continue suppliers.csv/],
  'history-error': ['button', /^Try again/],
  'history-open': ['dialog', /^people-march.csv/],
  'history-open-stalled': ['button', /^Mark as failed/],
  'history-discard': ['alert', /.*/],
}

export const knownStates = Object.keys(SHOWN)

/** What is only to be found where the state really is shown. */
export const shownIn = (page: Page, state: string): Locator => {
  const [role, name] = SHOWN[state] ?? ['heading', /^There is no such state/]
  const found = role === 'text' ? page.getByText(name) : page.getByRole(role, { name })
  return found.first()
}
