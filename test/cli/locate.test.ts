import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesIn } from '../../src/cli/locate'

const json = `{
  "version": 1,
  "actions": {
    "campaign.sent": { "ask": { "question": "a \\"b\\" {", "when": { "after": "3 days" } } },
    "a/b~c": [1, [true, null], {"x": "y"}]
  }, "last" : -1.5e3
}`

test.each([
  ['', 1, 1],
  ['/version', 2, 14],
  ['/actions', 3, 14],
  ['/actions/campaign.sent/ask/question', 4, 45],
  ['/actions/campaign.sent/ask/when/after', 4, 77],
  ['/actions/a~1b~0c/0', 5, 15],
  ['/actions/a~1b~0c/1/1', 5, 25],
  ['/actions/a~1b~0c/2/x', 5, 38],
  ['/last', 6, 15],
  ['/actions/campaign.sent/name', 4, 22],
  ['/actions/a~1b~0c/9', 5, 14],
])('%s is at line %i, column %i', (pointer, line, column) => {
  expect(placesIn(json).at(pointer)).toEqual({ line, column })
})

test('the name of a field has a place of its own', () => {
  expect(placesIn(json).at('/actions', true)).toEqual({ line: 3, column: 3 })
  expect(placesIn(json).at('/actions/a~1b~0c', true)).toEqual({ line: 5, column: 5 })
  expect(placesIn(json).at('/actions/a~1b~0c/0', true)).toEqual({ line: 5, column: 15 })
})

test('a name that stands twice is told with both places, the last of which counts', () => {
  const places = placesIn('{ "a": { "b": 1, "c": 2,\n "b": 3 }, "d": [{ "b": 1 }, { "b": 1 }] }')
  expect(places.repeated).toEqual([{ path: '/a/b', first: { line: 1, column: 10 }, place: { line: 2, column: 2 } }])
  expect(places.at('/a/b')).toEqual({ line: 2, column: 7 })
})

test('finds every value of any JSON, pretty or not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const places = placesIn(text)
      for (const [pointer, inner] of valuesIn(value)) {
        const { line, column } = places.at(pointer)
        const offset =
          text
            .split('\n')
            .slice(0, line - 1)
            .join('\n').length +
          (line > 1 ? 1 : 0) +
          column -
          1
        expect(text.slice(offset, offset + 1)).toBe(JSON.stringify(inner).slice(0, 1))
      }
    }),
  )
})

function* valuesIn(value: unknown, at = ''): Generator<[string, unknown]> {
  yield [at, value]
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    yield* valuesIn(inner, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  }
}
