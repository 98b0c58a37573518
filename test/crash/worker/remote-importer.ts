import type { ImporterDefinition, ImportRecord } from '../../../server-kit/importer/importer.ts'

/** An importer whose records live behind HTTP: each write carries the key of its row. */
export const remoteImporter = (url: string): ImporterDefinition => ({
  entityType: 'remote',
  label: 'Remote people',
  singular: 'Remote person',
  fields: [
    { key: 'name', label: 'Name', required: true },
    { key: 'email', label: 'Email' },
  ],
  findBy: () => [],
  async save(records, { signal }) {
    return Promise.all(records.map((record) => write(url, record, signal)))
  },
})

async function write(url: string, record: ImportRecord, signal: AbortSignal) {
  const { idempotencyKey, values } = record
  const answer = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(values),
    signal,
  })
  const { id }: { id: string } = await answer.json()
  return { id }
}
