import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalEncoding } from '../../../server-kit/upload/encoding-names.ts'
import { detectEncoding } from '../../../server-kit/upload/text-encoding.ts'
import { pieceDecoder } from '../../../server-kit/upload/text-decoder.ts'
import { readTable } from './read-table.ts'

/** Text in an encoding that Node cannot write: each character by what it decodes to. */
function encoded(text: string, encoding: string): Buffer {
  const bytes = new Map<string, number[]>()
  const decode = (...units: number[]) => pieceDecoder(encoding).decode(Uint8Array.from(units), true)
  for (let byte = 0; byte < 256; byte++) bytes.set(decode(byte), [byte])
  const pairs = /jis|jp|kr|gb|big5/.test(encoding) ? 0xffff : 0
  for (let pair = 0x8140; pair < pairs; pair++) {
    const [lead, trail] = [pair >> 8, pair & 0xff]
    const character = trail < 0x40 ? '' : decode(lead, trail)
    if (character.length === 1 && !bytes.has(character)) bytes.set(character, [lead, trail])
  }
  return Buffer.from([...text].flatMap((character) => bytes.get(character) ?? [0x3f]))
}

function utf32(text: string, isLittle: boolean): Buffer {
  const buffer = Buffer.alloc([...text].length * 4)
  ;[...text].forEach((character, place) => {
    const code = character.codePointAt(0) ?? 0
    if (isLittle) buffer.writeUInt32LE(code, place * 4)
    else buffer.writeUInt32BE(code, place * 4)
  })
  return buffer
}

const SAMPLES: [encoding: string, cells: string[]][] = [
  ['windows-1250', ['Dvořák', 'Příbram', 'Růžička', 'Łódź', 'Wałęsa']],
  ['windows-1251', ['Иванов', 'Москва', 'Кузнецов']],
  ['windows-1252', ['Müller', 'François', 'Ángel', '5 €', '“x”']],
  ['windows-1253', ['Αθήνα', 'Παπαδόπουλος', 'Γιώργος']],
  ['windows-1254', ['İstanbul', 'Şişli', 'Yılmaz', 'Ağrı']],
  ['windows-1255', ['ירושלים', 'תל אביב', 'כהן']],
  ['windows-1256', ['محمد', 'القاهرة', 'فاطمة']],
  ['windows-1257', ['Šiauliai', 'Žemaitė', 'Kęstutis', 'Mažeikiai', 'Girėnas']],
  ['windows-874', ['กรุงเทพ', 'เชียงใหม่', 'บริษัท']],
  ['iso-8859-2', ['Šumava', 'Žižkov', 'Těšín', 'Ústí', 'Tomáš']],
  ['iso-8859-5', ['Екатеринбург', 'Новосибирск', 'Сергей']],
  ['koi8-u', ['Екатеринбург', 'Новосибирск', 'Сергей']],
  ['ibm866', ['Екатеринбург', 'Новосибирск', 'Сергей']],
  ['shift_jis', ['東京都', '山田太郎', 'カタカナ', 'ひらがな']],
  ['euc-jp', ['東京都', '山田太郎', 'カタカナ', 'ひらがな']],
  ['gb18030', ['北京', '有限公司', '客户名称', '深圳市']],
  ['big5', ['臺北', '陳美玲', '股份有限公司', '電話']],
  ['euc-kr', ['서울', '김민수', '주식회사', '대한민국']],
]

describe('an encoding is told from a few cells', () => {
  it.each(SAMPLES)('%s', async (encoding, cells) => {
    const lines = cells.map((cell, row) => `${row},${cell},plain text ${row}`)
    const read = await readTable(encoded(['id,name,note', ...lines, ''].join('\n'), encoding))
    expect(read.source.encoding).toBe(encoding)
    expect(read.cells.map(([, name]) => name)).toEqual(cells)
  })
})

describe('Unicode', () => {
  const text = 'id,name\n1,日本語の名前\n2,😀 Grüße\n3,ελληνικά\n'
  const expected = ['日本語の名前', '😀 Grüße', 'ελληνικά']
  it.each([
    ['UTF-32 LE with a mark', utf32(`\ufeff${text}`, true), 'utf-32le'],
    ['UTF-32 BE with a mark', utf32(`\ufeff${text}`, false), 'utf-32be'],
    ['UTF-32 LE', utf32(text, true), 'utf-32le'],
    ['UTF-32 BE', utf32(text, false), 'utf-32be'],
    ['UTF-16 LE of which few characters are ASCII', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
    [
      'UTF-16 LE with a mark of the other byte order',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le')]),
      'utf-16le',
    ],
  ])('is read from %s, wherever it is cut', async (_name, bytes, encoding) => {
    const read = await readTable(bytes)
    expect(read.source.encoding).toBe(encoding)
    expect(read.headers).toEqual(['id', 'name'])
    expect(read.cells.map(([, name]) => name)).toEqual(expected)
    expect(await readTable(bytes, { sizes: () => 3 })).toEqual(read)
  })

  it('without Latin letters is told by its line ends', async () => {
    const cjk = '名前,都市\n田中,東京都\n鈴木,大阪市\n'
    const read = await readTable(Buffer.from(cjk.repeat(3), 'utf16le').swap16())
    expect(read.source.encoding).toBe('utf-16be')
    expect(read.headers).toEqual(['名前', '都市'])
  })

  it('has its mark taken off whatever encoding the user chose', async () => {
    const bytes = Buffer.from('\ufeffid,name\n1,Müller\n')
    expect((await readTable(bytes, { encoding: 'windows-1252' })).headers).toEqual(['id', 'name'])
    const wide = Buffer.from('\ufeffid,name\n1,Müller\n', 'utf16le').swap16()
    expect((await readTable(wide, { encoding: 'utf-16' })).source.encoding).toBe('utf-16be')
  })

  it('in UTF-32 that is cut off ends with a character that could not be read', async () => {
    const bytes = utf32('id,name\n1,Ada', true)
    const { cells, warnings } = await readTable(bytes.subarray(0, -2))
    expect(cells).toEqual([['1', 'Ad\ufffd']])
    expect(warnings).toMatchObject([{ code: 'unreadable_bytes', details: { firstLine: 2 } }])
  })
})

describe('damaged UTF-8', () => {
  it('stays UTF-8, and says the line and the byte of the first damage', async () => {
    const good = Buffer.from('id,name\n1,Müller\n2,Grüße\n3,Łódź\n4,')
    const bytes = Buffer.concat([good, Buffer.from([0xff]), Buffer.from('x\n5,Žižkov\n')])
    const { source, cells, warnings } = await readTable(bytes)
    expect(source.encoding).toBe('utf-8')
    expect(cells[3]).toEqual(['4', '\ufffdx'])
    expect(warnings).toMatchObject([
      {
        code: 'unreadable_bytes',
        details: { count: 1, firstLine: 5, byteOffset: good.length },
      },
    ])
  })

  it('is told with its place megabytes away', async () => {
    const start = Buffer.from(`id,name\n${'1,Müller\n'.repeat(150_000)}`)
    const bytes = Buffer.concat([start, Buffer.from([0xc3, 0x28, 0x0a])])
    const { source, warnings } = await readTable(bytes)
    expect(source.encoding).toBe('utf-8')
    expect(warnings).toMatchObject([
      {
        code: 'unreadable_bytes',
        details: { firstLine: 150_002, byteOffset: start.length },
      },
      { code: 'short_rows' },
    ])
  })
})

describe('an encoding that is not sure', () => {
  it('is said, with what each reading makes of a word', async () => {
    const bytes = Buffer.from('id,name\n1,Merci \xe0 toi\n', 'latin1')
    const { source, warnings, cells } = await readTable(bytes)
    expect(source.encoding).toBe('windows-1252')
    expect(cells).toEqual([['1', 'Merci à toi']])
    expect(warnings[0]).toMatchObject({
      code: 'encoding_unsure',
      details: { encoding: 'windows-1252' },
    })
    expect(warnings[0]?.details?.candidates).toContainEqual({
      encoding: 'windows-1252',
      sample: 'à',
    })
  })

  it('is not asked about once the user chose', async () => {
    const bytes = Buffer.from('id,name\n1,Merci \xe0 toi\n', 'latin1')
    const { cells, codes } = await readTable(bytes, { encoding: 'windows-1250' })
    expect(cells).toEqual([['1', 'Merci ŕ toi']])
    expect(codes).toEqual([])
  })

  it('is not asked about where the readings are alike', async () => {
    const bytes = Buffer.from('id,name\n1,Müller\n2,Grüße\n3,Jäger\n', 'latin1')
    expect((await readTable(bytes)).codes).toEqual([])
  })
})

describe('an encoding that cannot be read', () => {
  it('is refused with those that can', async () => {
    await expect(readTable('a,b\n1,2\n', { encoding: 'klingon' })).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('windows-1250, windows-1251'),
    })
  })

  it.each([
    ['ISO-2022-KR', '\u001b$)Cid,name\n1,\u000e<-?o\u000f\n'],
    ['ISO-2022-CN', 'id,name\n1,\u001b$)A\u000eVPND\u000f\n'],
  ])('is refused by its name: %s', async (name, text) => {
    await expect(readTable(text)).rejects.toMatchObject({
      code: 'unsupported_file',
      message: expect.stringContaining(name),
    })
  })
})

const SHARED = new URL('../../../../shared/data/encodings-node-chardet/', import.meta.url)
const skipped = existsSync(SHARED) ? '' : ' (skipped: no folder ../shared/data)'

describe.skipIf(skipped !== '')(`texts named by their encoding${skipped}`, () => {
  const NAMES: Record<string, string> = {
    ascii: 'utf-8',
    utf8: 'utf-8',
    shiftjis: 'shift_jis',
    koi8r: 'koi8-u',
    iso2022jp: 'iso-2022-jp',
  }
  const expectedOf = (file: string) => {
    if (file in NAMES) return NAMES[file] ?? ''
    if (file.startsWith('lang_')) return 'utf-8'
    const [name = ''] = file.replace('windows_', 'windows-').split('_')
    const dashed = name.replace(/^iso8859/, 'iso-8859-').replace(/^utf(\d\d)/, 'utf-$1')
    return canonicalEncoding(dashed) ?? canonicalEncoding(file.replaceAll('_', '-')) ?? 'refused'
  }
  const read = (file: string) => {
    try {
      return detectEncoding(readFileSync(new URL(file, SHARED)))
    } catch {
      return { encoding: 'refused', candidates: [] }
    }
  }

  it('at least 95 % are read right, asked about, or refused by name', () => {
    const files = readdirSync(SHARED).filter((name) => !name.startsWith('_'))
    const wrong = files.filter((file) => {
      const { encoding, candidates } = read(file)
      if (encoding === 'refused' || candidates.length > 0) return encoding !== expectedOf(file)
      return textOf(file, encoding) !== textOf(file, expectedOf(file))
    })
    expect(files.length).toBeGreaterThan(40)
    expect(wrong.length).toBeLessThanOrEqual(files.length * 0.05)
  })

  const textOf = (file: string, encoding: string) =>
    encoding === 'refused'
      ? null
      : pieceDecoder(encoding).decode(readFileSync(new URL(file, SHARED)), true)
})
