import { describe, expect, it } from 'vitest'
import { readTable } from './read-table.ts'

describe('quotes', () => {
  it('may be escaped by a backslash', async () => {
    const file = 'id,text,path\n1,"say \\"hi\\", she","C:\\\\new\\\\"\n2,"plain","x"\n'
    const { cells, source, codes } = await readTable(file)
    expect(cells[0]).toEqual(['1', 'say "hi", she', 'C:\\new\\'])
    expect(source).toMatchObject({ quote: '"', escape: 'backslash' })
    expect(codes).toEqual([])
  })

  it('are closed after a backslash where that is text', async () => {
    const { cells, source } = await readTable('id,path,n\n1,"C:\\new\\",5\n2,"D:\\",6\n')
    expect(cells).toEqual([
      ['1', 'C:\\new\\', '5'],
      ['2', 'D:\\', '6'],
    ])
    expect(source.escape).toBeUndefined()
  })

  it('may be apostrophes', async () => {
    const { cells, source } = await readTable("id,name,n\n1,'Smith, John',5\n2,'O''Neil, A',6\n")
    expect(cells.map(([, name]) => name)).toEqual(['Smith, John', "O'Neil, A"])
    expect(source.quote).toBe("'")
  })

  it('are not apostrophes where these are text', async () => {
    const { cells, source } = await readTable(
      "id,name\n1,'tis the season\n2,rock 'n' roll\n3,'x'\n",
    )
    expect(cells.map(([, name]) => name)).toEqual(["'tis the season", "rock 'n' roll", "'x'"])
    expect(source.quote).toBe('"')
  })

  it('are text where they open cells and close none', async () => {
    const lines = ['id\tsize\tnote', '1\t15"\t"new', '2\t17"\t"old', '3\t19"\tx']
    const { cells, source } = await readTable(lines.join('\n'))
    expect(cells).toEqual(lines.slice(1).map((line) => line.split('\t')))
    expect(source.quote).toBe('')
  })

  it('may have spaces around them', async () => {
    const { cells } = await readTable('id, "name", "n"\n1, "Smith, John" , "5"\n2, "Ada", "6"\n')
    expect(cells).toEqual([
      ['1', 'Smith, John', '5'],
      ['2', 'Ada', '6'],
    ])
  })

  it('are those that the user chose', async () => {
    const file = 'a,b\n1,\'x\'\n2,"y"\n'
    const read = async (quote: string) => (await readTable(file, { quote })).cells
    expect(await read("'")).toEqual([
      ['1', 'x'],
      ['2', '"y"'],
    ])
    expect(await read('')).toEqual([
      ['1', "'x'"],
      ['2', '"y"'],
    ])
    const escaped = 'a,b\n1,"x\\"y"\n'
    expect((await readTable(escaped, { escape: 'backslash' })).cells).toEqual([['1', 'x"y']])
  })
})

describe('several columns are never read as one', () => {
  it.each([
    ['a title and notes above', 'Report\nby Ada\n\nid;name;n\n1;a;2\n2;b;3\n3;c;4\n', 3],
    ['decimal commas in all rows', 'id;price;n\n1;1,5;2\n2;2,5;3\n3;3,5;4\n', 3],
    ['commas in text', 'name;note\na;x, y\nb;z\nc;u, v, w\n', 2],
    ['two rows', 'a|b\n1|2\n', 2],
    ['rows that are all ragged', 'a;b;c\n1\n1;2\n1;2;3;4\n', 4],
    ['delimiters in quotes', 'a\tb\n"x,y,z"\t1\n"u,v,w"\t2\n', 2],
    ['a long text with line ends', 'a;b\n"one, two\nthree, four\nfive, six";1\nx;2\n', 2],
  ])('%s', async (_name, text, columns) => {
    expect((await readTable(text)).headers).toHaveLength(columns)
  })

  it('and one column is read as one where its texts have commas', async () => {
    const { headers, cells } = await readTable('comment\nwell, yes\nno\nfine\nmaybe, or not\nok\n')
    expect(headers).toEqual(['comment'])
    expect(cells[0]).toEqual(['well, yes'])
  })
})

describe('a sep= line', () => {
  it.each(['sep=;\n', 'sep=;\r', '"sep=;"\r\n', 'SEP=;\r\n'])(
    '%j names the delimiter',
    async (sep) => {
      const end = sep.endsWith('\r') ? '\r' : '\n'
      const { headers, cells, source } = await readTable(`${sep}a;b,c${end}1;2,3${end}`)
      expect(headers).toEqual(['a', 'b,c'])
      expect(cells).toEqual([['1', '2,3']])
      expect(source).toMatchObject({ delimiter: ';', headerRow: 2 })
    },
  )
})
