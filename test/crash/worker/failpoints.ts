import type { KitParts } from '../../../server-kit/kit-parts.ts'
import type { Batch, BatchSteps } from '../../../server-kit/model/batch.ts'
import type { Failpoint, FailpointName, Pass } from './settings.ts'

/** Ends or stops this process where it is told to. */
export function createFailpoints(failpoint: Failpoint | null): Pass {
  let hits = 0
  return (name) => {
    if (name !== failpoint?.name) return
    hits += 1
    if (hits === failpoint.hit) process.kill(process.pid, failpoint.action)
  }
}

/** The kit's parts with a failpoint at each commit edge: around them, so that the kit knows of none. */
export function withFailpoints(parts: KitParts, pass: Pass): KitParts {
  const { lease } = parts.model
  const after =
    <Given extends unknown[], Answer>(
      name: FailpointName,
      call: (...given: Given) => Promise<Answer>,
    ) =>
    async (...given: Given) => {
      const answer = await call(...given)
      pass(name)
      return answer
    }
  return {
    ...parts,
    model: {
      ...parts.model,
      forTeam: (teamId) => {
        const team = parts.model.forTeam(teamId)
        return { ...team, transitionToImporting: after('started', team.transitionToImporting) }
      },
      lease: {
        ...lease,
        take: after('lease taken', lease.take),
        begin: after('batch begun', lease.begin),
        release: after('lease given back', lease.release),
        finish: async (...given) => {
          pass('end to be committed')
          const ended = await lease.finish(...given)
          pass('end committed')
          return ended
        },
      },
    },
    jobs: {
      ...methodsOf(parts.jobs),
      async wake(job) {
        await parts.jobs.wake(job)
        if (job.kind === 'execute') pass('woken')
      },
    },
    batches: {
      ...parts.batches,
      run: after('batch committed', (fence, steps) =>
        parts.batches.run(fence, (batch) => passing(batch, { steps, pass })),
      ),
      prepare: (fence, steps) => {
        const { write, drop } = parts.batches.prepare(fence, (batch) =>
          passing(batch, { steps, pass }),
        )
        return { write: after('batch committed', write), drop }
      },
    },
    rows: {
      ...methodsOf(parts.rows),
      open: (importId) => {
        const store = parts.rows.open(importId)
        return {
          ...store,
          freeze: after('rows frozen', store.freeze),
          markProcessed: after('rows marked', store.markProcessed),
        }
      },
    },
  }
}

interface Passing<T> {
  steps: (batch: Batch) => BatchSteps<T>
  pass: Pass
}

function* passing<T>(batch: Batch, { steps, pass }: Passing<T>): BatchSteps<T> {
  if (batch.turn) void batch.turn.then(() => pass('fence passed')).catch(() => {})
  else pass('fence passed')
  const counts = yield* steps({
    ...batch,
    *insertFailedRows(rows) {
      yield* batch.insertFailedRows(rows)
      pass('failed rows inserted')
    },
  })
  pass('batch to be committed')
  return counts
}

/** The parts that are objects of classes, as their interfaces name their methods. */
function methodsOf<T extends object>(part: T): T {
  return new Proxy(part, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
    ownKeys: (target) => [
      ...Reflect.ownKeys(target),
      ...Reflect.ownKeys(Object.getPrototypeOf(target)).filter((key) => key !== 'constructor'),
    ],
    getOwnPropertyDescriptor: (target, key) => ({
      configurable: true,
      enumerable: true,
      value: Reflect.get(target, key),
    }),
  })
}
