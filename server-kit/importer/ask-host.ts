import { setTimeout as wait } from 'node:timers/promises'

const MOST_TRIES = 3
const PAUSE_MILLISECONDS = 200

/** The host's code failed each time that it was asked; `cause` is the last error. */
export class HostFailed extends Error {
  override name = 'HostFailed'
}

/** Asks the host's code outside of a transaction, again after a pause when it throws. */
export async function askHost<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (cause) {
      if (tries === MOST_TRIES) throw new HostFailed('The host failed on every try', { cause })
      await wait(PAUSE_MILLISECONDS * tries)
    }
  }
}
