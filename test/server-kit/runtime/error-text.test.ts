import { DrizzleQueryError } from 'drizzle-orm/errors'
import { describe, expect, it } from 'vitest'
import { errorText } from '../../../server-kit/runtime/error-text.ts'

describe('the text of an error in the log', () => {
  it('names the causes', () => {
    const cause = Object.assign(new Error('closed'), { code: 'CONNECTION_CLOSED' })
    const error = new TypeError('It broke.', { cause })
    expect(errorText(error)).toBe(
      'TypeError: It broke., because of Error CONNECTION_CLOSED: closed',
    )
  })

  it('carries no parameter of a failed query', () => {
    const cause = Object.assign(new Error('duplicate key'), { code: '23505' })
    const error = new DrizzleQueryError('INSERT …', ['a secret cell'], cause)
    expect(errorText(error)).toBe('Error 23505: duplicate key')
  })

  it('carries nothing of a thrown value that is no error', () => {
    expect(errorText('a secret cell')).toBe('a thrown string')
    expect(errorText(null)).toBe('a thrown object')
  })
})
