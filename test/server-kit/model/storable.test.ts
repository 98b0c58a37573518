import { describe, expect, it } from 'vitest'
import { cutText, keyOf, storableJson, storableText } from '../../../server-kit/model/storable.ts'

describe('storable text', () => {
  it('shows NUL and lone surrogates, and leaves the rest alone', () => {
    expect(storableText('a\0\uD83D b\uDE00')).toBe('a␀\uFFFD b\uFFFD')
    expect(storableText('😀 é \t\r\n \u202E')).toBe('😀 é \t\r\n \u202E')
  })

  it('goes through JSON, keys too, whatever they are named', () => {
    const odd = JSON.parse('{"__proto__":"x\\u0000","constructor":["\\u0000"],"n":1,"no":null}')
    const stored = storableJson(odd)
    expect(JSON.stringify(stored)).toBe('{"__proto__":"x␀","constructor":["␀"],"n":1,"no":null}')
    expect(storableJson({ 'k\0': true })).toEqual({ 'k␀': true })
  })
})

describe('a cut text', () => {
  it('is as it was while it fits', () => {
    expect(cutText('12345', 5)).toBe('12345')
  })

  it('never ends in half a character', () => {
    expect(cutText('1234567', 5)).toBe('1234…')
    expect(cutText('123😀😀', 5)).toBe('123…')
  })
})

describe('a key', () => {
  it('is the value itself while it is short', () => {
    expect(keyOf('Acme')).toBe('Acme')
  })

  it('is a hash of what an index cannot hold: other values, other keys', () => {
    const long = 'x'.repeat(501)
    const keys = [keyOf(long), keyOf(`${long}y`), keyOf('a\0'), keyOf('a␀')]
    expect(new Set(keys).size).toBe(4)
    expect(keys[0]).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})
