import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { ContractRoute } from './contract/routes.ts'
import { ImportError } from './errors.ts'

export interface KitEnv {
  /** `mountPath`: what the host's server took off the path before the router saw it. */
  Bindings: { mountPath?: string }
  /** `routePath`: the contract's path of the route that serves the request. */
  Variables: { actor: Actor; routePath: string }
}

export type KitApp = Hono<KitEnv>
export type KitContext = Context<KitEnv>

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type Wanted<S> = S extends z.ZodType ? z.input<S> : never

/** A checked request, as the handler of a contract route gets it. */
export interface RouteRequest<R extends ContractRoute> {
  c: KitContext
  actor: Actor
  id: string
  query: Parsed<R['query']>
  body: Parsed<R['body']>
}

export type RouteAnswer<R extends ContractRoute> = R['answer'] extends z.ZodType
  ? Wanted<R['answer']>
  : Response

/**
 * Serves one route of the contract: its query and body are parsed with the contract's schemas, and
 * what the handler returns is sent with the contract's status.
 */
export function serve<R extends ContractRoute>(
  app: KitApp,
  route: R,
  handle: (request: RouteRequest<R>) => Promise<RouteAnswer<R> | Response>,
): void {
  app.on(route.method.toUpperCase(), pathsOf(route), async (c) => {
    c.set('routePath', route.path)
    const answer = await handle({
      c,
      actor: c.get('actor'),
      id: c.req.param('id') ?? '',
      query: parse(route.query, c.req.query()),
      body: route.body ? parse(route.body, await readJson(c)) : undefined,
    } as RouteRequest<R>)
    return answer instanceof Response ? answer : c.json(answer, route.status as 200)
  })
}

// `/` is asked for with and without its slash; below a mount Hono would know the latter only.
const pathsOf = ({ path }: ContractRoute) => (path === '/' ? [path, '/:slash{.{0}}'] : [path])

function parse(schema: z.ZodType | undefined, input: unknown): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const [first] = result.error.issues
  const where = first?.path.join('.')
  throw new ImportError(
    'invalid_request',
    `The request is not valid${where ? ` at “${where}”` : ''}: ${first?.message ?? 'unknown problem'}`,
    { details: { issues: result.error.issues } },
  )
}

async function readJson(c: KitContext): Promise<unknown> {
  try {
    return await c.req.json()
  } catch (cause) {
    throw new ImportError('invalid_request', 'The request body is not valid JSON.', { cause })
  }
}
