import type { MaybePromise } from './importer.ts'

/**
 * Goes on with a host's answer, at once when it is a value: on SQLite a batch is one synchronous
 * function, otherwise its transaction would stay open across other people's writes.
 */
export const whenAnswered = <T, R>(
  answer: MaybePromise<T>,
  next: (value: T) => R,
): MaybePromise<R> => (answer instanceof Promise ? answer.then(next) : next(answer))
