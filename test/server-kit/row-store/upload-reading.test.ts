import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readKept } from '../../../server-kit/row-store/sqlite/upload-reading.ts'
import { LIMITS } from '../../support/row-store-fixture.ts'

it('of a file that is not kept any more is an error of the reading, not the end of its thread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'not-kept-'))
  await expect(readKept(folder, { limits: LIMITS })).rejects.toMatchObject({ code: 'ENOENT' })
  rmSync(folder, { recursive: true })
})
