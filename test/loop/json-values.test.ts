import { describe, expect, it, test } from 'vitest'
import { jsonValues } from '../../src/loop/json-values'

const cyclic = (): object => {
  const self: Record<string, unknown> = { plan: 'pro' }
  self.self = self
  return self
}
const throwing = (): object =>
  Object.defineProperty({ plan: 'pro' } as object, 'bad', {
    enumerable: true,
    get() {
      throw new Error('no access')
    },
  })
const deep = (levels: number): unknown => (levels ? { in: deep(levels - 1) } : 1)

describe('Of what the page hands over', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['plain data is taken as it is', { a: 1, b: [true, null, 'x'] }, { a: 1, b: [true, null, 'x'] }, []],
    ['what is missing is no problem', { a: undefined, b: 1 }, { b: 1 }, []],
    ['a date is its text', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }, []],
    ['a bigint is left out', { plan: 1n, seats: 3 }, { seats: 3 }, ['traits.plan is a bigint']],
    ['a bigint in a list is left out', { ids: [1, 2n, 3] }, { ids: [1, 3] }, ['traits.ids[1] is a bigint']],
    ['a cycle is left out', cyclic(), { plan: 'pro' }, ['traits.self contains itself']],
    ['a getter that throws is left out', throwing(), { plan: 'pro' }, ["traits.bad can't be read: Error: no access"]],
    [
      'a toJSON that throws is left out',
      { price: { toJSON: () => Promise.reject.call(null) } },
      {},
      [expect.stringContaining("traits.price can't be read") as unknown as string],
    ],
    ['a function is left out', { run: () => 1 }, {}, ['traits.run is a function']],
    ['a symbol is left out', { key: Symbol('a') }, {}, ['traits.key is a symbol']],
    ['a number that is none is left out', { rate: 0 / 0 }, {}, ['traits.rate is NaN']],
    [
      'a proxy that refuses is left out',
      {
        p: new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('shut')
            },
          },
        ),
      },
      { p: {} },
      ["traits.p can't be read: Error: shut"],
    ],
    [
      'what is thrown may be no text either',
      {
        get bad() {
          throw Object.create(null)
        },
      },
      {},
      ["traits.bad can't be read: object"],
    ],
  ])('%s', (_, given, value, problems) => {
    expect(jsonValues(given, 'traits')).toEqual({ value, problems })
  })

  test('the whole can be held, whatever it was', () => {
    const { value } = jsonValues({ cycle: cyclic(), shut: throwing(), big: 1n, at: new Date(Number.NaN) }, 'traits')
    expect(JSON.parse(JSON.stringify(value))).toEqual(value)
  })

  test('a name like a member of every object is a name like others', () => {
    const { value } = jsonValues(JSON.parse('{"__proto__":{"admin":true}}'), 'traits')
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true)
    expect((value as { admin?: boolean }).admin).toBeUndefined()
  })
})

describe('What is too large is refused as a whole, at once', () => {
  it.each<[string, unknown, boolean]>([
    ['a text of 16,000 characters', { text: 'x'.repeat(16_000) }, true],
    ['5,000 small numbers', { list: Array.from({ length: 5_000 }, () => 1) }, true],
    ['a text of 17,000 characters', { text: 'x'.repeat(17_000) }, false],
    ['6,000 characters of three bytes each', { text: '€'.repeat(6_000) }, false],
    ['a list with a thousand million holes', { list: new Array(1e9) }, false],
    ['the bytes of a picture', { picture: new Uint8Array(5e7) }, false],
    ['ten thousand levels', deep(10_000), true],
  ])('%s', (_, given, fits) => {
    const { value, problems } = jsonValues(given, 'properties')
    expect(value !== undefined).toBe(fits)
    if (!fits) expect(problems).toEqual(['properties is larger than 16 KiB'])
  })
})
