import { describe, expect, test } from 'vitest'
import { readId, readIdentity } from '../../src/loop/ids'

describe('An id that the page gives', () => {
  test.each<[unknown, string]>([
    ['c_42', 'c_42'],
    [0, '0'],
    [-0, '0'],
    [81, '81'],
    [-7, '-7'],
    [2 ** 53, '9007199254740992'],
    [1e21, '1000000000000000000000'],
    [12n, '12'],
    [1.5, '1.5'],
    ['x'.repeat(500), 'x'.repeat(500)],
    ['🚀', '🚀'],
  ])('%s is kept as %s', (given, kept) => {
    expect(readId('track', given)).toBe(kept)
  })

  test.each<[string, unknown, RegExp]>([
    ['501 characters', 'x'.repeat(501), /got one of 501 characters/],
    ['nothing', undefined, /got an undefined/],
    ['null', null, /got null/],
    ['an empty string', '', /got an empty string/],
    ['NaN', Number.NaN, /got NaN/],
    ['Infinity', Infinity, /got Infinity/],
    ['a boolean', true, /got a boolean/],
    ['a list', ['c_42'], /got a list/],
    ['an object', { id: 1 }, /got an object/],
    ['a symbol', Symbol('c'), /got a symbol/],
    ['half an emoji', '🚀'.slice(0, 1), /surrogate/],
    ['a NUL', 'a\0b', /NUL/],
  ])('%s is refused, and the error names the method and what was expected', (_, given, message) => {
    const refused = (): string => readId('cancel', given)
    expect(refused).toThrow(expect.objectContaining({ code: 'call', message: expect.stringMatching(message) }))
    expect(refused).toThrow(expect.objectContaining({ message: expect.stringMatching(/^cancel: expected an id/) }))
  })
})

describe('The user that the page names', () => {
  test('may have a number for an id', () => {
    expect(readIdentity({ id: 81, traits: { plan: 'pro' } })).toEqual({ id: '81', traits: { plan: 'pro' } })
  })

  test.each([
    ['an anonymous id of ours', { id: 'anon-bob' }, /anon-/],
    ['an id that is too long', { id: 'x'.repeat(501) }, /501 characters/],
    ['no id', {}, /identify: expected an id/],
    ['nothing', undefined, /identify: expected an id/],
  ])('is refused with %s', (_, user, message) => {
    expect(() => readIdentity(user as never)).toThrow(
      expect.objectContaining({ code: 'call', message: expect.stringMatching(message) }),
    )
  })
})
