import type { Context, Next } from 'hono'
import { ImportError } from './errors.ts'

const MOST_BYTES = 8 * 1024 * 1024

const tooLarge = () => new ImportError('invalid_request', 'The request body is too large.')

/**
 * Refuses bodies of more than 8 MB. Hono's own limit copies a request whose length is not said, which
 * fails with the requests of its Node server: a POST without a body by curl was answered with 500.
 */
export async function limitBody(c: Context, next: Next): Promise<void> {
  const { raw } = c.req
  const length = raw.headers.get('content-length')
  if (length !== null && !raw.headers.has('transfer-encoding')) {
    if (Number(length) > MOST_BYTES) throw tooLarge()
  } else if (raw.body) {
    const { method, headers, signal } = raw
    const body = await read(raw.body)
    c.req.raw = new Request(raw.url, { method, headers, signal, ...(body.length > 0 && { body }) })
  }
  await next()
}

async function read(body: ReadableStream<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > MOST_BYTES) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}
