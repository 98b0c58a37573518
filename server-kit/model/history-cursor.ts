import { z } from 'zod'
import { ImportError } from '../errors.ts'
import { storableText } from './storable.ts'

const text = z.string().max(100_000).transform(storableText)
const place = { order: z.enum(['asc', 'desc']), id: text }
const historyCursor = z.discriminatedUnion('sort', [
  // Years of four digits: Postgres does not read the others as Date writes them.
  z.object({
    ...place,
    sort: z.literal('createdAt'),
    value: z.int().min(0).max(253_402_300_799_999),
  }),
  z.object({ ...place, sort: z.literal('totalRows'), value: z.int32() }),
  z.object({ ...place, sort: z.literal('fileName'), value: text }),
])

/** Where a page of the history ended. Opaque to clients, bound to its sort. */
export type HistoryCursor = z.infer<typeof historyCursor>

export function encodeCursor(cursor: HistoryCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Throws `invalid_request` on a cursor that is not ours or belongs to another sort. */
export function decodeCursor(
  encoded: string,
  query: { sort: HistoryCursor['sort']; order: HistoryCursor['order'] },
): HistoryCursor {
  const { data } = historyCursor.safeParse(parseJson(encoded))
  if (!data || data.sort !== query.sort || data.order !== query.order) {
    throw new ImportError(
      'invalid_request',
      'This page of the history cannot be found. Start again at the first page.',
    )
  }
  return data
}

function parseJson(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString())
  } catch {
    return null
  }
}
