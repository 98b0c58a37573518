import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** The sources as they are have to be translated on the way: in tests, and while developing. */
const FROM_SOURCES = `
  import('tsx/esm/api').then(({ register }) => {
    register()
    return import(require('node:worker_threads').workerData.entry)
  })`

/**
 * What is new in a thread's heap may take two thirds of what V8 gives it: rows are gone when they are
 * sent, so more room is no quicker, and there are several threads.
 */
const LIMITS = { maxYoungGenerationSizeMb: 32 }

/** Starts the module of this folder with that name, without extension, as a thread. */
export function startThread(name: string, data: object): Worker {
  const extension = extname(import.meta.url)
  const entry = new URL(`./${name}${extension}`, import.meta.url)
  // The flags of the host's process are about its own entry.
  const execArgv: string[] = []
  return extension === '.ts'
    ? new Worker(FROM_SOURCES, {
        eval: true,
        execArgv,
        resourceLimits: LIMITS,
        workerData: { ...data, entry: entry.href },
      })
    : new Worker(entry, { execArgv, resourceLimits: LIMITS, workerData: data })
}
