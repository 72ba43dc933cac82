import { expect, test } from 'vitest'
import { shorten } from '../../src/playbook/shorten'

test.each([
  ['short', 10, 'short'],
  ['0123456789', 4, '0123'],
  ['012🚀', 4, '012'],
  ['012🚀', 5, '012🚀'],
  ['a\0b', 10, 'ab'],
  ['🚀'.slice(1), 10, ''],
])('%j in %i characters is %j, which a receiver takes', (text, length, short) => {
  expect(shorten(text, length)).toBe(short)
})
