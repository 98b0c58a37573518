import type { Format } from '../format.ts'

/** Step 5. */
export const executeEn = {
  importing: (name: string) => `Importing ${name}`,
  progress: (processed: number, total: number, format: Format) =>
    `${format.number(processed)} of ${format.number(total)}`,
  rate: (rate: number, format: Format) => `${format.number(rate)} a second`,
  timeLeft: (seconds: number, format: Format) => `${format.duration(seconds)} left`,
  starting: 'Starting…',
  closeHint: 'You can close this page; the import goes on.',
  cancelTitle: 'Stop this import?',
  cancelText: (processed: number, format: Format) =>
    format.plural(processed, {
      one: '# row is done and stays as it is. The others will not be imported.',
      other: '# rows are done and stay as they are. The others will not be imported.',
    }),
  cancelYes: 'Stop the import',
  cancelNo: 'Go on importing',
  completed: (duration: string) => (duration ? `Done in ${duration}` : 'Done'),
  completedWithFailures: (count: number, format: Format) =>
    format.plural(count, {
      one: 'Done, but # row was refused',
      other: 'Done, but # rows were refused',
    }),
  failed: 'The import failed',
  failedHint: 'What was written stays. Resume goes on where it stopped; no row is written twice.',
  waiting: (fileName: string) => `${fileName} waits for its turn`,
  stalled: 'The import is not moving',
  stalledHint:
    'No server is working on it at the moment. It goes on by itself when one is back, or you can resume it now.',
  cancelled: 'The import was stopped',
  cancelledHint: (left: number, format: Format) =>
    format.plural(left, {
      one: '# row was not imported. What was written stays.',
      other: '# rows were not imported. What was written stays.',
    }),
  another: 'Import another file',
  history: 'See history',
  finish: 'Done',
}
