export type HistoryCommand =
  'resume' | 'fail' | 'discard' | 'continue' | 'again' | 'download' | 'parent'

/** What the user wants done with the opened import. */
export class ImportCommandEvent extends Event {
  static readonly type = 'import-command'
  readonly command: HistoryCommand

  constructor(command: HistoryCommand) {
    super(ImportCommandEvent.type)
    this.command = command
  }
}
