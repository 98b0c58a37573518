import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { value, valuesAnswer, type Value } from '../../../server-kit/contract/index.ts'
import type { ImporterDefinition } from '../../../server-kit/index.ts'
import { describeOn } from '../../support/test-databases.ts'
import { createTestKit, type TestKit } from '../../support/test-kit.ts'
import { POINT, TYPES } from './type-table.ts'

const names = Object.keys(TYPES)
const importerOf = (name: string): ImporterDefinition => ({
  entityType: `type-${names.indexOf(name)}`,
  label: name,
  fields: [
    { key: 'field', label: 'Field', ...TYPES[name]?.field },
    { key: 'row', label: 'Row' },
  ],
  findBy: () => [],
  save: (records) => records.map(({ rowNumber }) => ({ id: String(rowNumber) })),
})

describeOn('sqlite', 'the review', (open) => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await createTestKit(await open(), {
      importers: names.map(importerOf),
      canImport: () => true,
    })
  })
  afterAll(() => kit.close())

  const reviewed = async (name: string, values: string[]) => {
    const csv = ['field,row', ...values.map((one, row) => `"${one}",${row}`)].join('\n')
    const entityType = importerOf(name).entityType
    const { id } = await kit.upload(csv, { entityType, timeZone: 'Europe/Berlin' })
    const mapping = { source: 'field', target: 'field', ...TYPES[name]?.mapping }
    await kit.mapped(id, [mapping, { source: 'row', target: 'row' }])
    return id
  }
  const values = (id: string, more = '') =>
    kit.get(valuesAnswer, `/${id}/values?source=field&sort=value&order=asc${more}`)
  const decide = async (id: string, body: object) => {
    const decided = await kit.get(value, `/${id}/values`, {
      method: 'PATCH',
      body: { source: 'field', ...body },
    })
    await kit.kit.idle()
    return decided
  }
  const verdictOf = ({ error, mapped }: Value) => (error === null ? { mapped } : { error })

  describe('judges by type', () => {
    it.each(names)('%s', async (name) => {
      const { verdicts = {} } = TYPES[name] ?? {}
      const { items } = await values(await reviewed(name, Object.keys(verdicts)))
      const shown = Object.fromEntries(items.map((item) => [item.value, verdictOf(item)]))
      expect(shown).toEqual(verdicts)
    })

    it.each(names)('%s, in a correction like in a cell', async (name) => {
      const { verdicts = {} } = TYPES[name] ?? {}
      const other = Object.keys(verdicts)[0] ?? ''
      const id = await reviewed(name, [`${other}?`])
      const filled = Object.entries(verdicts).filter(([text]) => text !== '')
      for (const [correction, verdict] of filled) {
        const body = { value: `${other}?`, action: 'correct', correction }
        expect(verdictOf(await decide(id, body))).toEqual(verdict)
      }
    })
  })

  describe('filters', () => {
    const CORRECTED = 'a number with a point'
    /** A value for each state that a decision can lead to. */
    const states = async () => {
      const id = await reviewed(CORRECTED, ['1', 'bad', 'skipped', 'mended', 'still', ''])
      await decide(id, { value: 'skipped', action: 'skip' })
      await decide(id, { value: 'mended', action: 'correct', correction: '2' })
      await decide(id, { value: 'still', action: 'correct', correction: 'no' })
      await decide(id, { value: '', action: 'correct', correction: '0' })
      return id
    }
    it.each([
      ['all', ['', '1', 'bad', 'mended', 'skipped', 'still']],
      ['needsReview', ['bad', 'still']],
      ['modified', ['', 'mended', 'still']],
      ['skipped', ['skipped']],
    ])('%s', async (filter, expected) => {
      const id = await states()
      const { items, total, counts } = await values(id, `&filter=${filter}`)
      expect(items.map((item) => item.value)).toEqual(expected)
      expect(total).toBe(expected.length)
      expect(counts).toEqual({ all: 6, needsReview: 2, modified: 3, skipped: 1 })
      const searched = await values(id, `&filter=${filter}&search=d`)
      const found = expected.filter((raw) => raw.includes('d'))
      expect(searched.items.map((item) => item.value)).toEqual(found)
      expect(searched).toMatchObject({ total: found.length, counts })
    })

    it('the blank value first among its equals, both ways', async () => {
      const id = await states()
      const order = async (more: string) => (await values(id, more)).items[0]?.value
      for (const more of ['', '&order=desc', '&sort=rows', '&sort=rows&order=desc']) {
        expect(await order(more)).toBe('')
      }
    })
  })

  describe('actions', () => {
    const raw = 'x'
    const SHOWN = {
      raw: { correction: null, skipped: false, error: POINT },
      right: { correction: '2', skipped: false, error: null },
      wrong: { correction: 'no', skipped: false, error: POINT },
      skipped: { correction: null, skipped: true },
    }
    type State = keyof typeof SHOWN
    const ACTIONS = {
      'correct rightly': { action: 'correct', correction: '2' },
      'correct wrongly': { action: 'correct', correction: 'no' },
      'correct to blank': { action: 'correct', correction: ' ' },
      'correct to itself': { action: 'correct', correction: raw },
      undo: { action: 'undo' },
      skip: { action: 'skip' },
      unskip: { action: 'unskip' },
    }
    type Action = keyof typeof ACTIONS
    const REACHED: Record<State, Action> = {
      raw: 'undo',
      right: 'correct rightly',
      wrong: 'correct wrongly',
      skipped: 'skip',
    }
    /** The state after an action, whatever was before; what leaves some states alone is said below. */
    const LEADS: Record<Action, State> = {
      'correct rightly': 'right',
      'correct wrongly': 'wrong',
      'correct to blank': 'skipped',
      'correct to itself': 'raw',
      undo: 'raw',
      skip: 'skipped',
      unskip: 'raw',
    }
    const states: State[] = ['raw', 'right', 'wrong', 'skipped']
    const actions: Action[] = [
      'correct rightly',
      'correct wrongly',
      'correct to blank',
      'correct to itself',
      'undo',
      'skip',
      'unskip',
    ]
    const combinations = states.flatMap((before) =>
      actions.map((action) => {
        // There is nothing to unskip: a correction stays.
        const isLeft = action === 'unskip' && before !== 'skipped'
        return { before, action, after: isLeft ? before : LEADS[action] }
      }),
    )
    it.each(combinations)('$action a value that is $before: it is $after', async (combination) => {
      const { before, action, after } = combination
      const id = await reviewed('a number with a point', [raw, raw])
      await decide(id, { value: raw, ...ACTIONS[REACHED[before]] })
      const decided = await decide(id, { value: raw, ...ACTIONS[action] })
      expect(decided).toMatchObject({ value: raw, rows: 2, ...SHOWN[after] })
      expect((await values(id)).items).toEqual([decided])
    })
  })
})
