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
    format.plural(count, {
      one: 'Counted in the first failed row.',
      other: 'Counted in the first # failed rows.',
    }),
  download: 'Download failed rows',
  resume: 'Resume',
  resuming: 'Resuming…',
}
