import { describe, expect, it } from 'vitest'
import { APPLIED_CONFIDENCE } from '../../../server-kit/contract/stages.ts'
import {
  editDistance,
  nameSimilarity,
  spellingOf,
} from '../../../server-kit/map/name-similarity.ts'

const alike = (a: string, b: string) => nameSimilarity(spellingOf(a), spellingOf(b))

describe('the similarity of names', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'abcd', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('counts the edits from %j to %j', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(b, a)).toBe(distance)
    expect(editDistance(a, b, distance)).toBe(distance)
    expect(editDistance(a, b, distance - 1)).toBe(Infinity)
  })

  it('is 1 for the same letters, and the same both ways', () => {
    expect(alike('job title', 'jobtitle')).toBe(1)
    expect(alike('title job', 'job title')).toBeCloseTo(0.95)
    expect(alike('work email', 'email')).toBe(alike('email', 'work email'))
    expect(alike('', 'email')).toBe(0)
    expect(alike('???', 'email')).toBe(0)
  })

  it('is small where a word is another one, be most letters the same', () => {
    expect(alike('customer name', 'customer number')).toBeLessThan(APPLIED_CONFIDENCE)
    expect(alike('account id', 'account')).toBeLessThan(APPLIED_CONFIDENCE)
    expect(alike('unsubscribed', 'is subscribed')).toBeLessThan(APPLIED_CONFIDENCE)
  })

  it('takes a single letter for a part of the next word', () => {
    expect(alike('e mail', 'email')).toBe(1)
    expect(alike('e mail type', 'e mail')).toBeLessThan(APPLIED_CONFIDENCE)
  })
})
