import type { Format } from '../format.ts'

/** What became of rows, and of imports: the words of the bar, the badge and the details. */
export const resultsEn = {
  created: 'created',
  updated: 'updated',
  skipped: 'skipped',
  failed: 'failed',
  statuses: {
    uploading: 'Uploading',
    mapping: 'Mapping',
    reviewing: 'In review',
    previewing: 'In preview',
    importing: 'Importing',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
    stalled: 'Stalled',
  },
  reasons: 'Why rows were refused',
  firstReasons: (count: number, format: Format) =>
    `Among the first ${format.plural(count, { one: '# failed row', other: '# failed rows' })}`,
  download: 'Download failed rows',
  resume: 'Resume',
  resuming: 'Resuming…',
}
