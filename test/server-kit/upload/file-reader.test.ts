import { describe, expect, it } from 'vitest'
import { readTable } from './read-table.ts'

describe('headers', () => {
  it('are kept as written, trimmed, in any script', async () => {
    const { headers } = await readTable(' Name ,Имя,名前\na,b,c\n')
    expect(headers).toEqual(['Name', 'Имя', '名前'])
  })

  it('are named by their place when blank', async () => {
    const { headers, codes } = await readTable('id,,age\n1,Ada,36\n')
    expect(headers).toEqual(['id', 'Column_2', 'age'])
    expect(codes).toEqual(['blank_header'])
  })

  it('are numbered when repeated, without taking a name of the file', async () => {
    const { headers, warnings } = await readTable('a,a,a (2),a,Column_6,\n1,2,3,4,5,6\n')
    expect(headers).toEqual(['a', 'a (3)', 'a (2)', 'a (4)', 'Column_6', 'Column_6 (2)'])
    expect(warnings[0]).toMatchObject({
      code: 'repeated_header',
      details: { headers: ['a (3)', 'a (4)'] },
    })
  })

  it('may be names that JavaScript objects have', async () => {
    const names = '__proto__,constructor,toString,hasOwnProperty'
    const { headers, cells } = await readTable(`${names}\n1,2,3,4\n`)
    expect(headers).toEqual(names.split(','))
    expect(cells).toEqual([['1', '2', '3', '4']])
  })

  it('come from the first row that is not blank', async () => {
    const { headers, source, rowNumbers } = await readTable('\n ,\nid,name\n1,Ada\n')
    expect(headers).toEqual(['id', 'name'])
    expect(source.headerRow).toBe(3)
    expect(rowNumbers).toEqual([4])
  })

  it('come from the row that the user chose', async () => {
    const file = 'Export of today,\nby Ada,\nid,name\n1,Ada\n'
    const { headers, source, cells } = await readTable(file, { headerRow: 3 })
    expect(headers).toEqual(['id', 'name'])
    expect(source.headerRow).toBe(3)
    expect(cells).toEqual([['1', 'Ada']])
  })

  it('cannot come from a row beyond the end', async () => {
    await expect(readTable('a,b\n1,2\n', { headerRow: 9 })).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })
})

describe('rows', () => {
  it('are numbered by their place in the file, blank ones counted', async () => {
    const { rowNumbers, totalRows } = await readTable('id,name\n1,a\n\n , \n2,b\n,,\n3,c')
    expect(rowNumbers).toEqual([2, 5, 7])
    expect(totalRows).toBe(3)
  })

  it('are filled up with blanks when short', async () => {
    const { cells, warnings } = await readTable('a,b,c\n1\n1,2,3\n1,2\n')
    expect(cells).toEqual([
      ['1', '', ''],
      ['1', '2', '3'],
      ['1', '2', ''],
    ])
    expect(warnings).toMatchObject([{ code: 'short_rows', details: { rows: [2, 4], count: 2 } }])
  })

  it('keep filled cells beyond the header in columns of their own', async () => {
    const { headers, cells, warnings } = await readTable('a,b\n1,2\n1,2,3\n1,2,,4\n1\n')
    expect(headers).toEqual(['a', 'b', 'Column_3', 'Column_4'])
    expect(cells).toEqual([
      ['1', '2', '', ''],
      ['1', '2', '3', ''],
      ['1', '2', '', '4'],
      ['1', '', '', ''],
    ])
    expect(warnings).toMatchObject([
      { code: 'extra_cells', details: { rows: [3, 4], count: 2 } },
      { code: 'short_rows' },
    ])
  })

  it('lose blank cells beyond the header without a word', async () => {
    const { headers, codes } = await readTable('a,b\n1,2,,\n3,4, \n')
    expect(headers).toEqual(['a', 'b'])
    expect(codes).toEqual([])
  })

  it('keep cells to the letter', async () => {
    const line = '007,+1 555,1e309,0x10,12345678901234567890, a ,nul\0nul'
    const { cells } = await readTable(`a,b,c,d,e,f,g\n${line}\n`)
    expect(cells).toEqual([line.split(',')])
  })
})

describe('quotes', () => {
  it('hold delimiters, line ends and quotes', async () => {
    const { cells, rowNumbers } = await readTable('a,b\r\n"x, ""y""","1\r\n2\n3"\r\nz,w\r\n')
    expect(cells).toEqual([
      ['x, "y"', '1\r\n2\n3'],
      ['z', 'w'],
    ])
    expect(rowNumbers).toEqual([2, 3])
  })

  it('are text inside of an unquoted cell', async () => {
    const { cells } = await readTable('a,b\n15" screen,5\'3"\n')
    expect(cells).toEqual([['15" screen', '5\'3"']])
  })

  it('in unusual places are reported', async () => {
    const { cells, warnings } = await readTable('a,b\n1,2\n"The "big" one",x\n')
    expect(cells[1]).toEqual(['The "big" one', 'x'])
    expect(warnings).toMatchObject([{ code: 'malformed_quotes', details: { rows: [3], count: 1 } }])
  })

  it('left open are refused with the line where they open', async () => {
    await expect(readTable('a,b\n1,2\n3,"4\n5,6\n7,8\n')).rejects.toMatchObject({
      code: 'unreadable_file',
      details: { line: 3, reason: 'unclosed_quote' },
    })
  })

  it('left open over 100 MB are refused at the size of the largest cell', async () => {
    const piece = Buffer.from('1,2,3\n'.repeat(100_000))
    const body = Buffer.concat([Buffer.from('a,b,c\n"'), ...Array(160).fill(piece)])
    const began = performance.now()
    await expect(readTable(body)).rejects.toMatchObject({
      code: 'unreadable_file',
      details: { line: 2 },
    })
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

describe('delimiters', () => {
  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['pipe', '|'],
  ])('are detected: %s', async (_name, delimiter) => {
    const lines = [
      ['id', 'name', 'amount'],
      ['1', '"Smith, J; K | L"', '1.5'],
      ['2', 'Ada', '2'],
    ]
    const { source, cells } = await readTable(
      lines.map((cells) => cells.join(delimiter)).join('\n'),
    )
    expect(source.delimiter).toBe(delimiter)
    expect(cells[0]).toEqual(['1', 'Smith, J; K | L', '1.5'])
  })

  it('are told from decimal commas', async () => {
    const { source } = await readTable('name;price\na;1,5\nb;2,25\nc;3,0\n')
    expect(source.delimiter).toBe(';')
  })

  it('are read from a sep= line, which is no row', async () => {
    const { headers, source, rowNumbers } = await readTable('sep=|\r\na|b,c\r\n1|2,3\r\n')
    expect(headers).toEqual(['a', 'b,c'])
    expect(source).toMatchObject({ delimiter: '|', headerRow: 2 })
    expect(rowNumbers).toEqual([3])
  })

  it('are those that the user chose', async () => {
    const { headers } = await readTable('a;b,c\n1;2,3\n', { delimiter: ',' })
    expect(headers).toEqual(['a;b', 'c'])
  })

  it('need not be there: a file may have one column', async () => {
    const { headers, cells } = await readTable('name\nAda\nSmith\nBob\n')
    expect(headers).toEqual(['name'])
    expect(cells).toHaveLength(3)
  })
})

describe('line ends', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('are detected: %s', async (_name, end) => {
    const { cells } = await readTable(['a,b', '1,2', '3,"4"', ''].join(end))
    expect(cells).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('may be mixed', async () => {
    const { cells } = await readTable('a,b\r1,2\n3,4\r\n5,6\r7,8')
    expect(cells).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
      ['7', '8'],
    ])
  })
})

describe('encodings', () => {
  const text = 'id,name\n1,Müller\n2,Grüße\n'
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16, big-endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
    ['windows-1252', Buffer.from(text, 'latin1'), 'windows-1252'],
  ])('are detected: %s', async (_name, bytes, encoding) => {
    const { headers, cells, source } = await readTable(bytes)
    expect(source.encoding).toBe(encoding)
    expect(headers).toEqual(['id', 'name'])
    expect(cells.map(([, name]) => name)).toEqual(['Müller', 'Grüße'])
  })

  it('of windows-1252 have their own signs', async () => {
    const bytes = Buffer.from('a,b\n\x80 5,\x93x\x94\n', 'latin1')
    const { cells } = await readTable(bytes, { encoding: 'windows-1252' })
    expect(cells).toEqual([['€ 5', '“x”']])
  })

  it('are found out where the first letter beyond ASCII is megabytes away', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id,name\n'),
      Buffer.from('1,plain\n'.repeat(200_000)),
      Buffer.from('2,Jürgen Weiß aus Köln fährt über die Brücke\n', 'latin1'),
    ])
    const { source, cells } = await readTable(bytes)
    expect(source.encoding).toBe('windows-1252')
    expect(cells.at(-1)?.[1]).toBe('Jürgen Weiß aus Köln fährt über die Brücke')
  })

  it('that the user chose are kept, and what they cannot read is reported', async () => {
    const bytes = Buffer.from(text, 'latin1')
    const { cells, warnings } = await readTable(bytes, { encoding: 'utf-8' })
    expect(cells[0]).toEqual(['1', 'M\ufffdller'])
    expect(warnings).toMatchObject([
      { code: 'unreadable_bytes', details: { count: 3, firstLine: 2 } },
    ])
  })

  it('that nobody knows are refused', async () => {
    await expect(readTable(text, { encoding: 'klingon' })).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })
})
