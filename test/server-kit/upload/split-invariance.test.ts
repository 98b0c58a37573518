import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { CsvRecords } from '../../../server-kit/upload/csv-records.ts'
import { detectDialect } from '../../../server-kit/upload/detect-dialect.ts'
import { BlockRecord } from '../../../server-kit/upload/record-block.ts'
import { LIMITS, readTable } from './read-table.ts'

/** Random numbers that are the same in every run. */
function seeded(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const FILES = {
  'plain rows': 'a,b\n1,2\n3,4\n',
  'CRLF inside and outside of quotes': 'a,b\r\n"1\r\n2",3\r\n"4""5",6\r\n',
  'CR alone': 'a,b\r1,"2\r3"\r4,5\r',
  'mixed line ends': 'a,b\r1,2\r\n3,4\n5,6\r\r\n7,8',
  'a sep= line': 'sep=;\r\na;b\r\n1;"2;3"\r\n',
  'quotes in unusual places': 'a,b\n"x"y,1\n"The "big" one",2\n3" pipe,4\n"a" ,5\n',
  'quotes at the end': 'a,b\n1,"2"',
  'blank rows and ragged rows': 'a,b\n\n1\n1,2,3\n,,\n"",\n',
}

function records(text: string, cuts: () => number) {
  const dialect = detectDialect(text, true)
  const reader = new CsvRecords(dialect, LIMITS)
  const body = Buffer.from(dialect.hasSepLine ? text.slice(text.indexOf('\n') + 1) : text)
  const found: { line: number; cells: string[] }[] = []
  for (let from = 0; from < body.length;) {
    const size = cuts()
    const block = reader.push(body.subarray(from, from + size), from + size >= body.length)
    const record = new BlockRecord(block)
    for (let index = 0; index < block.count; index++) {
      const { line } = record.moveTo(index)
      found.push({ line, cells: record.cells() })
    }
    from += size
  }
  return { found, malformed: reader.malformed }
}

describe('the same records, wherever the text is cut', () => {
  it.each(Object.entries(FILES))('%s', (_name, text) => {
    const whole = records(text, () => text.length)
    expect(records(text, () => 1)).toEqual(whole)
    const random = seeded(7)
    for (let time = 0; time < 200; time++) {
      expect(records(text, () => 1 + random(6))).toEqual(whole)
    }
  })
})

describe('the same table, however the bytes arrive', () => {
  it.each(Object.entries(FILES))('%s', async (_name, text) => {
    const whole = await readTable(text)
    expect(await readTable(text, { sizes: () => 1 })).toEqual(whole)
    const random = seeded(3)
    expect(await readTable(text, { sizes: () => random(5) })).toEqual(whole)
  })

  it('several pieces with quotes, line ends and letters of many bytes across their edges', async () => {
    const random = seeded(42)
    const words = ['Ünï', '日本,語', 'a"b', 'x\r\ny', '😀', '', 'plain', ' ', '"']
    const rows = Array.from({ length: 60_000 }, (_, row) => [
      String(row),
      ...Array.from({ length: 3 }, () => words[random(words.length)] ?? ''),
    ])
    const text = Papa.unparse([['id', 'a', 'b', 'c'], ...rows], { newline: '\r\n' })
    expect(Buffer.byteLength(text)).toBeGreaterThan(1_400_000)
    const read = await readTable(text, { sizes: () => 1 + random(200_000) })
    expect(read.codes).toEqual([])
    expect(read.cells).toEqual(rows)
  })
})
