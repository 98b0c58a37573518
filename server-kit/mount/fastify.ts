import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ImportKit } from '../import-kit.ts'
import { toNodeListener } from './node.ts'

/** What is used of a Fastify instance: no import of fastify, any version that fits will do. */
export interface FastifyLike {
  prefix: string
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: unknown, done: (error: null) => void) => void,
  ): unknown
  all(
    path: string,
    handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => void,
  ): unknown
}

export interface FastifyRequestLike {
  raw: IncomingMessage
}

export interface FastifyReplyLike {
  raw: ServerResponse
  hijack(): unknown
}

/**
 * The kit as a Fastify plugin: `fastify.register(toFastifyPlugin(kit), { prefix: '/api/imports' })`.
 * Being a plugin of its own, its pass-through body parser does not touch the host's routes.
 */
export function toFastifyPlugin(kit: Pick<ImportKit, 'fetch'>) {
  const listener = toNodeListener(kit)
  return async (fastify: FastifyLike): Promise<void> => {
    fastify.removeAllContentTypeParsers()
    fastify.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const handle = (request: FastifyRequestLike, reply: FastifyReplyLike) => {
      reply.hijack()
      const originalUrl = request.raw.url ?? '/'
      const rest = originalUrl.slice(fastify.prefix.length)
      const url = rest.startsWith('/') ? rest : `/${rest}`
      listener(Object.assign(request.raw, { originalUrl, url }), reply.raw)
    }
    fastify.all('/', handle)
    fastify.all('/*', handle)
  }
}
