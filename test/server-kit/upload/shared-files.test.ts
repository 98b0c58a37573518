import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readTable } from './read-table.ts'
import { ODD_TABLES, PLAIN_TABLES, REFUSED_FILES } from './shared-tables.ts'

// Sample files that lie beside the repository where it is developed.
const SHARED = new URL('../../../../shared/data/', import.meta.url)
const fileAt = (path: string) => readFileSync(new URL(path, SHARED))
const skipped = existsSync(SHARED) ? '' : ' (skipped: no folder ../shared/data)'
const isMissing = skipped !== ''

function namesIn(path: string, end: string) {
  if (skipped) return ['none']
  return readdirSync(new URL(path, SHARED))
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length))
}

describe.skipIf(isMissing)(`csv-spectrum${skipped}`, () => {
  it.each(namesIn('csv-spectrum/csvs/', '.csv'))('%s is read as expected', async (name) => {
    const file = fileAt(`csv-spectrum/csvs/${name}.csv`)
    const lostReturns = name === 'newlines_crlf'
    const text = lostReturns ? file.toString().replace(/\n/g, '\r\n') : file
    const { headers, cells } = await readTable(text)
    const rows = cells.map((row) =>
      Object.fromEntries(headers.map((header, place) => [header, row[place]])),
    )
    expect(rows).toEqual(JSON.parse(fileAt(`csv-spectrum/json/${name}.json`).toString()))
  })
})

describe.skipIf(isMissing)(`goodtables${skipped}`, () => {
  it.each([
    [
      'duplicate_columns',
      ['id', 'name', 'id (2)', 'age', 'id (3)'],
      ['1101', 'John', '0', '30', '001101'],
      ['repeated_header'],
    ],
    ['headerless_columns', ['id', 'Column_2', 'age'], ['1101', 'John', '30'], ['blank_header']],
    [
      'defective_rows',
      ['id', 'name', 'age', 'Column_4'],
      ['1101', 'John', '', ''],
      ['extra_cells', 'short_rows'],
    ],
    [
      'invalid',
      ['id', 'name', 'Column_3', 'name (2)', 'Column_5'],
      ['1', 'english', '', '', ''],
      ['repeated_header', 'blank_header', 'extra_cells', 'short_rows'],
    ],
    ['latin1', ['id', 'name'], ['1', 'english'], []],
  ])('%s is evened out, with a word about it', async (name, headers, ...[first, codes]) => {
    const read = await readTable(fileAt(`goodtables/${name}.csv`))
    expect(read.headers).toEqual(headers)
    expect(read.cells[0]).toEqual(first)
    expect(read.codes.toSorted()).toEqual(codes.toSorted())
  })

  it('empty_rows_multiple has two rows', async () => {
    const { totalRows } = await readTable(fileAt('goodtables/empty_rows_multiple.csv'))
    expect(totalRows).toBe(2)
  })

  it('empty is refused', async () => {
    await expect(readTable(fileAt('goodtables/empty.csv'))).rejects.toMatchObject({
      code: 'empty_file',
    })
  })
})

describe.skipIf(isMissing)(`django-import-export${skipped}`, () => {
  it.each(['books-mac.csv', 'books-dos.csv', 'books-mac.tsv', 'books-unicode.csv'])(
    '%s has three columns',
    async (name) => {
      const { headers } = await readTable(fileAt(`django-import-export/${name}`))
      expect(headers.slice(0, 3)).toEqual(['id', 'name', 'author_email'])
    },
  )

  it.each(['books.xls', 'books.xlsx'])('%s is refused with advice', async (name) => {
    await expect(readTable(fileAt(`django-import-export/${name}`))).rejects.toMatchObject({
      code: 'unsupported_file',
      message: expect.stringContaining('save it as CSV'),
    })
  })
})

describe.skipIf(isMissing)(`encodings${skipped}`, () => {
  // Prose rather than tables: the first cell says whether the encoding was right.
  it.each([
    ['lang_greek', 'iso88597_el'],
    ['lang_czech', 'windows_1250'],
    ['lang_turkish', 'windows_1254'],
    ['lang_japanese', 'shiftjis'],
    ['lang_korean', 'euc_kr'],
    ['lang_chinese', 'big5'],
  ])('%s reads the same from %s', async (utf8, other) => {
    const inUtf8 = await readTable(fileAt(`encodings-node-chardet/${utf8}`))
    const inOther = await readTable(fileAt(`encodings-node-chardet/${other}`))
    expect(inOther.source.encoding).not.toBe('utf-8')
    expect(inOther.cells[0]?.[0]).toBe(inUtf8.cells[0]?.[0])
  })
})

describe.skipIf(isMissing)(`every table${skipped}`, () => {
  it.each(Object.entries(PLAIN_TABLES))('%s is read without a word', async (path, table) => {
    const read = await readTable(fileAt(path))
    expect(read.source).toMatchObject({ encoding: 'utf-8', delimiter: ',', headerRow: 1 })
    expect([read.headers.length, read.totalRows]).toEqual(table)
    expect(read.codes).toEqual([])
  })

  it.each(Object.entries(ODD_TABLES))('%s is read with what is to be said', async (path, table) => {
    const { encoding = 'utf-8', delimiter = ',', headerRow = 1, warned = '' } = table
    const read = await readTable(fileAt(path))
    expect(read.source).toMatchObject({ encoding, delimiter, headerRow })
    expect([read.headers.length, read.totalRows]).toEqual([table.columns, table.rows])
    expect(read.codes.join(' ')).toBe(warned)
  })

  it.each(Object.entries(REFUSED_FILES))('%s is refused: %s', async (path, words) => {
    await expect(readTable(fileAt(path))).rejects.toMatchObject({
      message: expect.stringContaining(words),
    })
  })
})
