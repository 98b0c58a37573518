import type { Execution } from './execution.ts'

/** The database cannot be reached: the import is not to blame and goes on when it is back. */
export class DatabaseAwayError extends Error {
  override name = 'DatabaseAwayError'

  constructor(cause: unknown) {
    super('The database does not answer.', { cause })
  }
}

type Asked = Pick<Execution, 'kit' | 'record' | 'owner'>

/** Whether the database answers: asked after a failure, by what keeps the lease alive too. */
export async function databaseAnswers({ kit, record, owner }: Asked): Promise<boolean> {
  try {
    await kit.model.lease.renew(record.id, owner, kit.pulse.lease)
    return true
  } catch {
    return false
  }
}
