import { describe, expect, test } from 'vitest'
import { checkedIdentity } from '../../src/loop/users'

describe('The id that a user is named by', () => {
  test.each<[string, unknown, string]>([
    ['a string', 'u_81', 'u_81'],
    ['a number, as its digits', 81, '81'],
    ['zero', 0, '0'],
    ['a number without an exponent', 1e21, '1000000000000000000000'],
    ['the longest', 'x'.repeat(500), 'x'.repeat(500)],
  ])('%s is taken', (_, id, taken) => {
    expect(checkedIdentity({ id } as never)).toEqual({ id: taken })
  })

  test.each<[string, unknown, string]>([
    ['missing', undefined, 'identify needs an id'],
    ['empty', '', 'identify: id: expected a string or a number, got an empty string'],
    ['no number', Number.POSITIVE_INFINITY, 'identify: id: expected a string or a number, got Infinity'],
    ['an object', {}, 'identify: id: expected a string or a number, got object'],
    ['too long', 'x'.repeat(501), 'identify: id: expected at most 500 characters, got 501'],
    ['one of an anonymous user', 'anon-bob', 'identify: expected an id that does not begin with "anon-"'],
  ])('that is %s is refused', (_, id, message) => {
    const thrown = expect.objectContaining({ code: 'call', message: expect.stringContaining(message) })
    expect(() => checkedIdentity({ id } as never)).toThrow(thrown)
  })

  test('of no user at all is refused', () => {
    expect(() => checkedIdentity(undefined as never)).toThrow(expect.objectContaining({ code: 'call' }))
  })
})
