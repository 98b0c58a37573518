import { sql } from 'drizzle-orm'
import type { KitParts } from '../../../server-kit/kit-parts.ts'
import { detectDatabase } from '../../../server-kit/model/dialect.ts'

/**
 * The kit's parts without what keeps two processes apart: whoever runs a batch believes its own cursor
 * and its own lease. Only to show that the harness reports the doubles that this makes.
 */
export function withoutFence(parts: KitParts): KitParts {
  const database = detectDatabase(parts.db)
  const { lease } = parts.model
  const pretend = async (importId: string, { owner, from }: { owner: string; from: number }) => {
    const holds = sql`UPDATE imports SET cursor = ${from}, lease_owner = ${owner}, status = 'importing'
      WHERE id = ${importId}`
    await database.run(database.db, holds)
  }
  return {
    ...parts,
    model: {
      ...parts.model,
      lease: {
        ...lease,
        async begin(id, owner, batch) {
          await pretend(id, { owner, from: batch.from })
          return lease.begin(id, owner, batch)
        },
      },
    },
    batches: {
      ...parts.batches,
      async run(fence, steps) {
        await pretend(fence.importId, fence)
        return parts.batches.run(fence, steps)
      },
      prepare: () => ({ write: async () => false, drop: async () => {} }),
    },
  }
}
