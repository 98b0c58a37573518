import { expect, it } from 'vitest'
import { ReadAhead } from '../../../server-kit/execute/read-ahead.ts'
import type { RowToWrite } from '../../../server-kit/row-store/row-store.ts'

const row = (rowNumber: number): RowToWrite => ({
  rowNumber,
  action: 'create',
  key: null,
  allKeys: [],
  links: {},
  missing: null,
  values: {},
  value: () => undefined,
  raw: () => [],
})

/** A store of ten rows that counts how often it is asked; `asks` from 1 on may fail. */
function store(failing = 0) {
  const asked: [number, number][] = []
  const batch = async (after: number, limit: number) => {
    asked.push([after, limit])
    if (asked.length === failing) throw new Error('no store')
    return Array.from({ length: 10 }, (_, index) => row(index + 1))
      .filter(({ rowNumber }) => rowNumber > after)
      .slice(0, limit)
  }
  return { asked, batch }
}

const numbers = (rows: RowToWrite[]) => rows.map(({ rowNumber }) => rowNumber)

it('rows that were read ahead are not read again, and are cut to what fits now', async () => {
  const rows = store()
  const ahead = new ReadAhead(rows)
  expect(numbers(await ahead.after(0, 3))).toEqual([1, 2, 3])
  ahead.begin(3, 4)
  expect(numbers(await ahead.after(3, 2))).toEqual([4, 5])
  expect(rows.asked).toEqual([
    [0, 3],
    [3, 4],
  ])
})

it('rows after another cursor than was expected are read anew', async () => {
  const rows = store()
  const ahead = new ReadAhead(rows)
  ahead.begin(6, 3)
  expect(numbers(await ahead.after(3, 2))).toEqual([4, 5])
  expect(numbers(await ahead.after(6, 2))).toEqual([7, 8])
})

it('a failure ahead is met by who asks for the rows, and only then', async () => {
  const ahead = new ReadAhead(store(1))
  ahead.begin(0, 3)
  await new Promise((resolve) => setImmediate(resolve))
  await expect(ahead.after(0, 3)).rejects.toThrow('no store')
  expect(numbers(await ahead.after(0, 1))).toEqual([1])
})
