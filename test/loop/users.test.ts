import { describe, expect, it } from 'vitest'
import type { Identity } from '../../src/api'
import { namedUser } from '../../src/loop/users'

describe('an id', () => {
  it.each<[string, unknown, string]>([
    ['that is a string stays as it is', 'u_81', 'u_81'],
    ['that is a number is its decimal string', 81, '81'],
    ['that is 0 is one', 0, '0'],
    ['that is a BigInt is its decimal string', 9_007_199_254_740_993n, '9007199254740993'],
    ['of 500 characters is not too long', 'x'.repeat(500), 'x'.repeat(500)],
  ])('%s', (_, id, named) => {
    expect(namedUser({ id, traits: { plan: 'pro' } } as Identity)).toEqual({ id: named, traits: { plan: 'pro' } })
  })

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /such as identify\(\{ id: "u_81" \}\): got undefined/],
    ['a string', 'u_81', /got "u_81"/],
    ['an object without one', {}, /got undefined as the id/],
    ['null', { id: null }, /got null as the id/],
    ['an empty string', { id: '' }, /got "" as the id/],
    ['blanks', { id: '  ' }, /got " {2}" as the id/],
    ['an object', { id: { user: 81 } }, /got an object with "user" as the id/],
    ['NaN', { id: Number.NaN }, /got a number as the id/],
    ['a fraction', { id: 1.5 }, /got a number as the id/],
    ['an anonymous id', { id: 'anon-bob' }, /begins with "anon-" is an anonymous user's, got "anon-bob"/],
    ['501 characters', { id: 'x'.repeat(501) }, /500 characters at most, got 501/],
  ])('is missed, or refused, in %s', (_, user, message) => {
    expect(() => namedUser(user as Identity)).toThrow(
      expect.objectContaining({ code: 'call', message: expect.stringMatching(message) }),
    )
  })
})
