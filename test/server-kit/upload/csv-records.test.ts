import { describe, expect, it } from 'vitest'
import { CsvRecords } from '../../../server-kit/upload/csv-records.ts'
import type { Dialect } from '../../../server-kit/upload/dialect.ts'
import { BlockRecord } from '../../../server-kit/upload/record-block.ts'
import { LIMITS } from './read-table.ts'

const COMMA: Dialect = { delimiter: ',', endsAtCr: false, hasSepLine: false }

/** The records of a text that arrives in pieces of `size` bytes. */
function read(text: string | Uint8Array, dialect: Partial<Dialect> = {}, size = Infinity) {
  const bytes = Buffer.from(text)
  const reader = new CsvRecords({ ...COMMA, ...dialect }, LIMITS)
  const records: string[][] = []
  const lines: number[] = []
  for (let from = 0; from < bytes.length; from += size) {
    const block = reader.push(bytes.subarray(from, from + size), from + size >= bytes.length)
    const record = new BlockRecord(block)
    for (let index = 0; index < block.count; index++) {
      lines.push(record.moveTo(index).line)
      records.push(record.cells())
    }
  }
  return { records, lines, malformed: reader.malformed }
}

interface Case {
  text: string
  dialect?: Partial<Dialect>
  records: string[][]
  /** Lines of malformed records. */
  malformed?: number[]
}

const BACKSLASH = { escape: 'backslash' } as const
const CR = { endsAtCr: true }

const CASES: Record<string, Case> = {
  'plain cells': {
    text: 'a,b\nc,d',
    records: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  'a last line end is no record': { text: 'a\n', records: [['a']] },
  'blank lines are records': { text: '\n\na\n', records: [[''], [''], ['a']] },
  'a last delimiter is a cell': { text: 'a,', records: [['a', '']] },
  'CRLF and LF mixed': { text: 'a,b\r\nc,d\ne\r', records: [['a', 'b'], ['c', 'd'], ['e']] },
  'CR in a cell is text where LF ends records': { text: 'a\rb\n', records: [['a\rb']] },
  'CR, LF and CRLF mixed': {
    text: 'a\rb\nc\r\nd\r\re',
    dialect: CR,
    records: [['a'], ['b'], ['c'], ['d'], [''], ['e']],
  },
  'line ends between quotes stay as they are': {
    text: '"1\r2\n3\r\n4",x\r"y"\r',
    dialect: CR,
    records: [['1\r2\n3\r\n4', 'x'], ['y']],
  },
  'CR between quotes at their end': { text: '"x\r"\r\n', records: [['x\r']] },
  'doubled quotes': { text: '"""a""b""","",""""\n', records: [['"a"b"', '', '"']] },
  'backslashes between quotes': {
    text: String.raw`"a\"b","c\\","d\n""e",f\"` + '\n',
    dialect: BACKSLASH,
    records: [['a"b', 'c\\', 'd\\n"e', 'f\\"']],
  },
  'backslashes are text without that dialect': { text: '"a\\",b\n', records: [['a\\', 'b']] },
  'another quote': { text: `'a,''b',"c\n`, dialect: { quote: "'" }, records: [["a,'b", '"c']] },
  'no quote': { text: '"a","b\n', dialect: { quote: '' }, records: [['"a"', '"b']] },
  'a delimiter of several bytes': {
    text: 'a§b\u00a8c§"d§e"§\n',
    dialect: { delimiter: '§' },
    records: [['a', 'b\u00a8c', 'd§e', '']],
  },
  'quotes in the middle of a cell are text': { text: 'a"b",3" x\n', records: [['a"b"', '3" x']] },
  'spaces before a quote are text': { text: 'a, "b"\n', records: [['a', ' "b"']] },
  'spaces around quotes, where they mean nothing': {
    text: 'a, "b, c" , d,  "e"\n "f" \n',
    dialect: { skipsSpaces: true },
    records: [['a', 'b, c', ' d', 'e'], ['f']],
  },
  'spaces after a quote': { text: '"a" ,"b"  \n', records: [['a', 'b']] },
  'text after a closing quote is kept': {
    text: 'x\n"a"b,c\n"d" e\r\nf\n',
    records: [['x'], ['ab', 'c'], ['d e'], ['f']],
    malformed: [2, 3],
  },
  'text after a closing quote, then a quoted cell': {
    text: '"Smith" Ltd,"Foo"\n',
    records: [['Smith Ltd', 'Foo']],
    malformed: [1],
  },
  'quotes between quotes that nobody escaped': {
    text: 'x\n\n"The "big" one",y\n',
    records: [['x'], [''], ['The "big" one', 'y']],
    malformed: [3],
  },
  'NUL and letters of many bytes': {
    text: 'a\0b,😀é\n"名\0"',
    records: [['a\0b', '😀é'], ['名\0']],
  },
}

describe('records', () => {
  it.each(Object.entries(CASES))('%s', (_name, { text, dialect, records, malformed = [] }) => {
    const whole = read(text, dialect)
    expect(whole.records).toEqual(records)
    expect(whole.malformed.lines).toEqual(malformed)
    for (let size = 1; size < Math.min(12, text.length); size++) {
      expect(read(text, dialect, size)).toEqual(whole)
    }
  })

  it('know the line in which they begin', () => {
    expect(read('a\n"1\n2\r\n3",x\n\nb\n').lines).toEqual([1, 2, 5, 6])
    expect(read('a\r"1\r2\r\n3",x\rb', CR).lines).toEqual([1, 2, 5])
    expect(read('a\nb', { hasSepLine: true }).lines).toEqual([2, 3])
  })

  it('may have a thousand cells', () => {
    const cells = Array.from({ length: 1000 }, (_, place) => (place % 7 ? `c${place}` : '"q,"'))
    const { records } = read(`${cells.join(',')}\n`.repeat(20), {}, 3000)
    expect(records).toHaveLength(20)
    expect(records[19]).toEqual(cells.map((cell) => cell.replaceAll('"', '')))
  })

  it('may be longer than the pieces', () => {
    const long = 'é'.repeat(400_000)
    const { records } = read(`a,"${long}"\n"${long}",b\n`, {}, 64 * 1024)
    expect(records).toEqual([
      ['a', long],
      [long, 'b'],
    ])
  })
})

describe('limits of records', () => {
  it('a cell over the limit is refused before its end', () => {
    const reader = new CsvRecords(COMMA, { columns: 10, cellBytes: 100 })
    reader.push(Buffer.from('a\nb,'), false)
    expect(() => reader.push(Buffer.alloc(101, 'x'), false)).toThrow(/row 2.* 100 bytes/)
  })

  it('a quote left open is refused with the line where it opened', () => {
    expect(() => read('a\n\nb,"c\nd\ne')).toThrow(/line 3/)
    const reader = new CsvRecords(COMMA, { columns: 10, cellBytes: 100 })
    const endless = Buffer.from(`a\n"${'x\n'.repeat(51)}`)
    expect(() => reader.push(endless, false)).toThrow(/line 2/)
  })

  it('a record without an end is refused', () => {
    const reader = new CsvRecords(COMMA, LIMITS)
    const piece = Buffer.from(`${'x'.repeat(1000)},`.repeat(1000))
    expect(() => {
      for (let time = 0; time < 40; time++) reader.push(piece, false)
    }).toThrow('larger than 32 MB')
  })
})

describe('no text takes quadratic time', () => {
  const PIECE = 512 * 1024
  it.each([
    ['line ends', '\n'],
    ['delimiters and line ends', ',,,\n'],
    ['pairs of quotes', '"",""\n'],
    ['quotes in one line', '"a"b,'],
    ['quotes in one cell', 'x"'],
    ['carriage returns', '\r'],
  ])('50 MB of %s', (_name, text) => {
    const reader = new CsvRecords(COMMA, { columns: 1000, cellBytes: 1024 * 1024 })
    const piece = Buffer.alloc(PIECE, text)
    const began = performance.now()
    try {
      reader.push(Buffer.from('"a"b"'), false)
      for (let time = 0; time < 100; time++) reader.push(piece, time === 99)
    } catch {
      // Refused is as good, when it is soon.
    }
    expect(performance.now() - began).toBeLessThan(15_000)
  })
})
