import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { SetupError } from './errors.ts'
import type { FinishedImport } from './options.ts'
import { type Clock, systemClock } from './runtime/clock.ts'

export interface WebhookOptions {
  /** Where to send: `https:`, or `http:` within a network of your own. */
  url: string
  /**
   * 24 bytes or more, known to the receiver; `whsec_` and base64, as Standard Webhooks writes it, or any
   * text. Several: the message carries a signature of each, so that the receiver can change over.
   */
  secret: string | readonly string[]
  /** Further headers, for example of a gateway. */
  headers?: Record<string, string>
  /** Tries of one call of `onFinished`; default 3. What they all fail is called again later. */
  tries?: number
  /** Milliseconds of one try; default 10,000. */
  timeLimit?: number
  /** Milliseconds before the second try, doubled for each later one; default 500. */
  firstPause?: number
  clock?: Clock
}

const SECRET_BYTES = 24

/**
 * An `onFinished` that posts the end of an import as JSON, signed as Standard Webhooks has it: the headers
 * `webhook-id` (the same for every try), `webhook-timestamp` (seconds) and `webhook-signature`, which
 * is `v1,` and the base64 of HMAC-SHA256 over `<id>.<timestamp>.<body>`. Anything but 2xx is a failure;
 * redirects are not followed.
 *
 * @example
 * createImportKit({ …, onFinished: webhook({ url: 'https://crm.example/hooks', secret }) })
 *
 * @throws SetupError when the url or a secret is wrong.
 */
export function webhook(options: WebhookOptions) {
  const sender = checked(options)
  return async (finished: FinishedImport, { signal }: { signal: AbortSignal }): Promise<void> => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await send(sender, finished, signal)
      } catch (error) {
        if (tried >= sender.tries || signal.aborted || isFinal(error)) throw error
        await wait(sender.firstPause * 2 ** (tried - 1), undefined, { signal })
      }
    }
  }
}

interface Sender {
  url: string
  keys: Buffer[]
  headers: Record<string, string>
  tries: number
  timeLimit: number
  firstPause: number
  clock: Clock
}

function checked(options: WebhookOptions): Sender {
  const { url, secret, headers = {}, tries = 3, timeLimit = 10_000, firstPause = 500 } = options
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  if (!isWeb) throw new SetupError('webhook.url', 'has to be an address that begins with https://')
  const keys = (typeof secret === 'string' ? [secret] : secret).map(keyOf)
  if (keys.length === 0 || keys.some((key) => key.length < SECRET_BYTES)) {
    throw new SetupError(
      'webhook.secret',
      'needs 24 bytes or more; make one with `echo whsec_$(openssl rand -base64 32)`',
    )
  }
  return { url, keys, headers, tries, timeLimit, firstPause, clock: options.clock ?? systemClock }
}

const PREFIX = 'whsec_'

const keyOf = (secret: string) =>
  secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret)

async function send(sender: Sender, finished: FinishedImport, signal: AbortSignal) {
  const id = finished.eventId
  const timestamp = String(Math.floor(sender.clock.now().getTime() / 1000))
  const { finishedAt } = finished
  const body = JSON.stringify({ type: 'import.finished', timestamp: finishedAt, data: finished })
  const signatures = sender.keys.map((key) => `v1,${sign(key, `${id}.${timestamp}.${body}`)}`)
  const answer = await fetch(sender.url, {
    method: 'POST',
    headers: {
      ...sender.headers,
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures.join(' '),
    },
    body,
    // Otherwise the message, signed for one address, would go to another.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(sender.timeLimit)]),
  })
  // Not read: it may be without end.
  await answer.body?.cancel()
  if (!answer.ok) throw new WebhookRefusedError(answer.status)
}

const sign = (key: Buffer, content: string) =>
  createHmac('sha256', key).update(content).digest('base64')

/** The receiver answered with something else than 2xx. */
class WebhookRefusedError extends Error {
  override name = 'WebhookRefusedError'
  readonly status: number

  constructor(status: number) {
    super(`The receiver of the webhook answered ${status}.`)
    this.status = status
  }
}

/** Not worth a second try at once: the same message would be refused again. */
const isFinal = (error: unknown) =>
  error instanceof WebhookRefusedError && error.status < 500 && ![408, 429].includes(error.status)
