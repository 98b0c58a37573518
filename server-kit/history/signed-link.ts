import { createHmac, timingSafeEqual } from 'node:crypto'
import { ImportError } from '../errors.ts'
import type { KitParts } from '../kit-parts.ts'
import type { Import } from '../model/import.ts'

/** A link lives for an hour at least; seconds. */
const LIFETIME = 3600
/** Links made within this many seconds are the same, so that an unchanged import keeps its ETag. */
const STEP = 600

type SigningParts = Pick<KitParts, 'secrets' | 'clock'>
type Signed = Pick<Import, 'id' | 'teamId'>

/** `expires=…&signature=…` of the download of an import's failed rows. */
export function signedDownload(kit: SigningParts, record: Signed): string {
  const now = seconds(kit)
  const expires = String(now - (now % STEP) + STEP + LIFETIME)
  const [secret = ''] = kit.secrets
  return new URLSearchParams({ expires, signature: sign(secret, record, expires) }).toString()
}

/** Throws `invalid_signature` or `link_expired`. Without a record nothing verifies, in the same time. */
export function verifyDownload(
  kit: SigningParts,
  record: Signed | null,
  link: { expires: string; signature: string },
): asserts record is Signed {
  const signed = record ?? { id: '', teamId: '' }
  const isValid = kit.secrets
    .map((secret) => isEqual(sign(secret, signed, link.expires), link.signature))
    .includes(true)
  if (!record || !isValid) throw invalidSignature()
  if (Number(link.expires) < seconds(kit)) {
    throw new ImportError('link_expired', 'This link has expired. Open the import for a new one.')
  }
}

export const invalidSignature = () =>
  new ImportError('invalid_signature', 'This link is not valid. Open the import for a new one.')

const seconds = (kit: SigningParts) => Math.floor(kit.clock.now().getTime() / 1000)

// The purpose comes first: a signature for another use of the secret never fits here.
const sign = (secret: string, record: Signed, expires: string) =>
  createHmac('sha256', secret)
    .update(['import-wizard-kit/failed-rows', record.id, record.teamId, expires].join('\n'))
    .digest('base64url')

function isEqual(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
