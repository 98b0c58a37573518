import {
  type ImportView,
  type PreviewCounts,
  previewAnswer,
} from '../../server-kit/contract/index.ts'
import type {
  ImporterContext,
  ImporterDefinition,
  ImportRecord,
} from '../../server-kit/importer/importer.ts'
import type { KitParts } from '../../server-kit/kit-parts.ts'
import type { ImportKitOptions } from '../../server-kit/options.ts'
import type { TestDatabase } from './test-databases.ts'
import { createTestKit, type TestKit } from './test-kit.ts'

/** An importer of `item`s, whose functions a test writes; what it does not write does the plain thing. */
export type Script = Partial<ImporterDefinition>

export interface ScriptedKit extends TestKit {
  /** Uploads lines of `name,code` and goes on to the preview. */
  previewed(lines: readonly string[]): Promise<string>
  /** The same, started and run to its end. */
  imported(lines: readonly string[]): Promise<ImportView>
  counts(id: string): Promise<PreviewCounts>
  /** All that was logged, as text. */
  log(): string
  /** What `save` was given over all calls. */
  saved: ImportRecord[]
}

const MAPPINGS = [
  { source: 'name', target: 'name' },
  { source: 'code', target: 'code' },
  { source: 'tags', target: 'tags' },
]

/** A kit with one scripted importer, on a real database. */
export async function createScriptedKit(
  database: TestDatabase,
  script: Script,
  given: { options?: Partial<ImportKitOptions>; change?: (parts: KitParts) => KitParts } = {},
): Promise<ScriptedKit> {
  const saved: ImportRecord[] = []
  const importer: ImporterDefinition = {
    entityType: 'item',
    label: 'Items',
    singular: 'Item',
    fields: [
      { key: 'name', label: 'Name', required: true },
      { key: 'code', label: 'Code' },
      { key: 'tags', label: 'Tags', multiple: true, listUpdate: 'replace' },
    ],
    matchableFields: [{ field: 'code', priority: 10, behavior: 'match_or_create' }],
    findBy: () => [],
    save: (records) => records.map(({ rowNumber }) => ({ id: `new-${rowNumber}` })),
    ...script,
  }
  const { save } = importer
  const recording: ImporterDefinition = {
    ...importer,
    save(records: ImportRecord[], context: ImporterContext) {
      saved.push(...records)
      return save.call(importer, records, context)
    },
  }
  const kit = await createTestKit(
    database,
    { importers: [recording], canImport: () => true, ...given.options },
    given.change,
  )
  const walk = async (lines: readonly string[]) => {
    const { id } = await kit.upload(`name,code,tags\n${lines.join('\n')}\n`, {
      entityType: 'item',
    })
    await kit.mapped(id, MAPPINGS)
    await kit.preview(id)
    return id
  }
  return {
    ...kit,
    saved,
    previewed: walk,
    imported: async (lines) => kit.start(await walk(lines)),
    counts: async (id) => (await kit.get(previewAnswer, `/${id}/preview`)).counts,
    log: () => JSON.stringify(kit.logged),
  }
}

/** `count` lines of distinct names and codes. */
export const lines = (count: number) => Array.from({ length: count }, (_, n) => `Name ${n},C${n},`)
