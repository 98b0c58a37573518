import { ImportError } from '../../errors.ts'
import type { Steps } from './slices.ts'
import type { StoreFile } from './store-file.ts'

/** A call by which the reviewer changes what the rows become: refused once they are being written. */
export const changing =
  <Given, Answer>(call: (store: StoreFile, given: Given) => Steps<Answer>) =>
  (store: StoreFile, given: Given): Steps<Answer> =>
    change(store, () => call(store, given))

/** The same for a call that is done at once. */
export const changingAtOnce =
  <Given, Answer>(call: (store: StoreFile, given: Given) => Answer) =>
  (store: StoreFile, given: Given): Answer => {
    requireUnfrozen(store)
    return call(store, given)
  }

function* change<Answer>(store: StoreFile, call: () => Steps<Answer>): Steps<Answer> {
  requireUnfrozen(store)
  store.runningChanges += 1
  try {
    return yield* call()
  } finally {
    store.runningChanges -= 1
  }
}

function requireUnfrozen(store: StoreFile) {
  if (!isFrozen(store)) return
  const message = 'This is not possible now: the import is running.'
  throw new ImportError('wrong_stage', message, { details: { status: 'importing' } })
}

/** Whether the rows are being written, or have been. */
export const isFrozen = (store: StoreFile) =>
  store.get<{ is_frozen: number }>('SELECT is_frozen FROM store')?.is_frozen === 1

/** See `RowStore.freeze`. */
export function* freeze(store: StoreFile): Steps<void> {
  if (isFrozen(store)) return
  store.run('UPDATE store SET is_frozen = 1')
  // A change in slices that began before is part of what is written: wholly, not as far as it came.
  while (store.runningChanges > 0) yield
}
