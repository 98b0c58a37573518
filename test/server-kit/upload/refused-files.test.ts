import { describe, expect, it } from 'vitest'
import { LIMITS, readTable } from './read-table.ts'

describe('refused with a sentence and a code', () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from('[Content_Types].xml')])
  it.each([
    ['nothing at all', Buffer.alloc(0), 'empty_file', 'empty'],
    ['a byte order mark alone', Buffer.from('\ufeff'), 'empty_file', 'empty'],
    ['white space alone', Buffer.from(' \n\n\t\n'), 'empty_file', 'empty'],
    ['a header alone', Buffer.from('a,b\n'), 'no_rows', 'no rows'],
    ['a header and blank rows', Buffer.from('a,b\n,\n \n'), 'no_rows', 'no rows'],
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'unsupported_file', 'PNG image'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'unsupported_file', 'PDF'],
    ['a ZIP', Buffer.from('PK\x03\x04 a.csv'), 'unsupported_file', 'ZIP'],
    ['an Excel workbook', zip, 'unsupported_file', 'save it as CSV'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'unsupported_file', 'gzip'],
    [
      'an old Excel workbook',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'unsupported_file',
      'save it as CSV',
    ],
    ['zeros', Buffer.alloc(1000), 'unsupported_file', 'not text'],
  ])('%s', async (_name, bytes, ...[code, words]) => {
    await expect(readTable(bytes)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    })
  })
})

describe('limits', () => {
  const limits = { ...LIMITS, rows: 3, columns: 3, cellBytes: 10 }
  it.each([
    ['rows', 'a\n1\n2\n3\n', 'a\n1\n2\n3\n4\n', 'too_many_rows'],
    ['columns', 'a,b,c\n1,2,3\n', 'a,b,c,d\n1,2,3,4\n', 'too_many_columns'],
    ['cells beyond the header', 'a,b\n1,2,3\n', 'a,b\n1,2,3,4\n', 'too_many_columns'],
    ['bytes of a cell', `a\n${'é'.repeat(5)}\n`, `a\n${'é'.repeat(5)}x\n`, 'cell_too_large'],
  ])(
    '%s: at the limit accepted, one above refused with it named',
    async (_name, at, ...[over, code]) => {
      await expect(readTable(at, { limits })).resolves.toBeDefined()
      const limit = code === 'cell_too_large' ? 10 : 3
      await expect(readTable(over, { limits })).rejects.toMatchObject({
        code,
        message: expect.stringContaining(String(limit)),
        details: { limit },
      })
    },
  )

  it('a file without a line end is refused at the limit of a cell', async () => {
    await expect(readTable(Buffer.alloc(50_000_000, 'a'))).rejects.toMatchObject({
      code: 'cell_too_large',
    })
  })

  it.each([
    ['10 MB of line ends', 10_000_000, '\n', 'empty_file'],
    ['50 MB of delimiters', 50_000_000, ',', 'too_many_columns'],
    ['50 MB of quotes', 50_000_000, '""', 'cell_too_large'],
    ['10 MB of apostrophes and backslashes', 10_000_000, "'a\\',", 'too_many_columns'],
    ['10 MB of quotes that close none', 10_000_000, '"a\\"|', 'too_many_columns'],
  ])('%s take no quadratic time', async (_name, size, ...[text, code]) => {
    const began = performance.now()
    await expect(readTable(Buffer.alloc(size, text))).rejects.toMatchObject({ code })
    expect(performance.now() - began).toBeLessThan(40_000)
  })
})
