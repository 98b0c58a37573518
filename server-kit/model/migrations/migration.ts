/** One step of the tables' history. A published one is never edited: a change is a new step. */
export interface Migration {
  id: string
  statements: string[]
}
