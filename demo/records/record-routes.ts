import { Hono } from 'hono'
import { signedInUser } from '../session.ts'
import { isEntityType } from './entities.ts'
import { listRecords } from './list-records.ts'
import type { RecordsDatabase } from './open-records.ts'

const MOST = 1000

/** `GET /:entityType?search=&offset=&limit=`: the team's records with their links. */
export function recordRoutes(database: RecordsDatabase) {
  const app = new Hono()
  app.get('/:entityType', async (c) => {
    const user = signedInUser(c)
    if (!user) return c.json(refusal('not_signed_in', 'Sign in to see records.'), 401)
    const entityType = c.req.param('entityType')
    if (!isEntityType(entityType)) {
      return c.json(refusal('unknown_entity_type', 'There are no such records.'), 404)
    }
    const { search = '', offset, limit } = c.req.query()
    const answer = await listRecords(database, {
      teamId: user.team,
      entityType,
      search,
      offset: wholeNumber(offset, { fallback: 0, most: Number.MAX_SAFE_INTEGER }),
      limit: wholeNumber(limit, { fallback: 50, most: MOST }),
    })
    return c.json(answer)
  })
  return app
}

const refusal = (code: string, message: string) => ({ error: { code, message } })

/** A number of the query, or the fallback; never more than `most`. */
export function wholeNumber(
  text: string | undefined,
  { fallback, most }: { fallback: number; most: number },
) {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Math.min(Number(text), most) : fallback
}
