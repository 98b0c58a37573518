import { describe, expect, it } from 'vitest'
import {
  checkFound,
  checkLoaded,
  checkSaveResults,
} from '../../../server-kit/importer/host-answers.ts'

const HOST = { importer: 'people', call: 'save' }

describe('what a host answers', () => {
  it('is taken when it is right', () => {
    const results = [{ id: 'a' }, { error: 'No.' }, { gone: true }]
    expect(checkSaveResults(results, 3, HOST)).toEqual(results)
    const query = { field: 'name', values: ['ann'] }
    const found = [{ value: 'ann', id: 'a', name: 'Ann' }]
    expect(checkFound(found, query, HOST)).toEqual(found)
    const loaded = [{ id: 'a', name: 'Ann', values: {} }]
    expect(checkLoaded(loaded, HOST)).toEqual(loaded)
  })

  it.each([
    [undefined, 'Importer "people": save has to answer a list'],
    [[{ id: 'a' }], 'Importer "people": save answered 1 results for 2 records'],
    [[{ id: 'a' }, { id: 'b' }, { id: 'c' }], 'save answered 3 results for 2 records'],
    [[{ id: 'a' }, { id: 7 }], 'result 1 is none of { id }, { error }, { gone: true }'],
    [[null, { id: 'a' }], 'result 0 is none of'],
    [[{ id: 'a' }, { gone: false }], 'result 1 is none of'],
  ])('of save is refused by importer and place: %j', (answer, message) => {
    expect(() => checkSaveResults(answer, 2, HOST)).toThrow(message)
  })

  it('of findBy is only for values that were asked for', () => {
    const query = { field: 'name', values: ['ann'] }
    const host = { importer: 'people', call: 'findBy' }
    expect(() => checkFound([{ value: 'Ann', id: 'a' }], query, host)).toThrow(
      'Importer "people": findBy result 0 is for a value that was not asked for',
    )
    expect(() => checkFound([{ id: '1' }], query, host)).toThrow('has no text value')
    expect(() => checkFound('ann', query, host)).toThrow('has to answer a list')
  })

  it('of load has id, name and values', () => {
    expect(() => checkLoaded([{ id: 'a', name: 'Ann' }], { ...HOST, call: 'load' })).toThrow(
      'Importer "people": load result 0 has no id, name and values',
    )
  })
})
