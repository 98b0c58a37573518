import { describe, expect, it } from 'vitest'
import { ImportError } from '../../../server-kit/errors.ts'
import { pollutedFiles } from './polluted-files.ts'
import { readTable } from './read-table.ts'

const COUNT = 480

describe(`${COUNT} files of every delimiter, quote, line end, encoding, preamble and shape`, () => {
  it('are read exactly, asked about or refused: none is read wrong in silence', async () => {
    const wrong: string[] = []
    let refused = 0
    for (const { name, bytes, headers, rows, rowNumbers } of pollutedFiles(COUNT)) {
      const read = await readTable(bytes).catch((error: unknown) => {
        if (!(error instanceof ImportError)) throw error
        return null
      })
      if (!read) refused += 1
      else if (
        !read.codes.includes('encoding_unsure') &&
        JSON.stringify([read.headers, read.cells, read.rowNumbers]) !==
          JSON.stringify([headers, rows, rowNumbers])
      ) {
        wrong.push(name)
      }
    }
    expect(wrong).toEqual([])
    expect(refused).toBe(0)
  })
})
