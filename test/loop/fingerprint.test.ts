import { expect, it, test } from 'vitest'
import { fingerprint } from '../../src/loop/fingerprint'

test.each([
  ['', '', true],
  ['{"id":"a"}', '{"id":"a"}', true],
  ['{"id":"a"}', '{"id":"b"}', false],
  ['{"id":"a"}', '{"id":"a"} ', false],
])('of %j and %j: the same is %s', (a, b, same) => {
  expect(fingerprint(a) === fingerprint(b)).toBe(same)
})

it('differs for 100,000 texts that differ in a number', () => {
  const all = new Set(Array.from({ length: 100_000 }, (_, n) => fingerprint(`{"version":1,"id":"p${n}"}`)))
  expect(all.size).toBe(100_000)
})
