import { join } from 'node:path'
import { ImportError } from '../../errors.ts'

const SAFE_ID = /^[\w-]{1,64}$/

export const isStoreName = (name: string) => SAFE_ID.test(name)

/** The folder of one import; an id that could lead elsewhere has none. */
export function storeFolder(storageDir: string, importId: string): string {
  if (isStoreName(importId)) return join(storageDir, importId)
  throw new ImportError('import_not_found', 'There is no such import.')
}

export const storePath = (folder: string) => join(folder, 'data.sqlite')

/** Where a second reading is written before it takes the place of the first. */
export const nextStorePath = (folder: string) => join(folder, 'next.sqlite')

/** The upload as it came, compressed, until the mapping is saved. */
export const keptUpload = (folder: string) => join(folder, 'upload.br')
