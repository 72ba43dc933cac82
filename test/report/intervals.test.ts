import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newcombe, wilson } from '../../src/report/intervals'

/** R's qnorm(1 - alpha / 2). */
const Z: Record<number, number> = {
  0.8: 1.2815515655446,
  0.9: 1.64485362695147,
  0.95: 1.95996398454005,
  0.99: 2.5758293035489,
}

/** Where a function that rises from below 0 to above 0 crosses it. */
function root(f: (x: number) => number, low: number, high: number): number {
  for (let turn = 0; turn < 200; turn++) {
    const middle = (low + high) / 2
    if (f(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** What the score interval is by definition: the π for which |p − π| = z √(π (1 − π) / n). Found by bisection. */
function solved(k: number, n: number, confidence: number): { low: number; high: number } {
  const p = k / n
  const off = (x: number) => Math.abs(p - x) - (Z[confidence] as number) * Math.sqrt((x * (1 - x)) / n)
  return {
    low: k === 0 ? 0 : root((x) => -off(x), 0, p),
    high: k === n ? 1 : root(off, p, 1),
  }
}

const counts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
const confidences = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true })

describe("Wilson's interval", () => {
  // Newcombe 1998, Statistics in Medicine 17, 857–872: table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is %d to %d, as published', (k, n, low, high) => {
    const interval = wilson(k, n)
    expect(interval.estimate).toBe(k / n)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  test.each([0.8, 0.9, 0.95, 0.99])('solves the score equation at confidence %d', (confidence) => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const { low, high } = wilson(k, n, confidence)
        const expected = solved(k, n, confidence)
        expect(low).toBeCloseTo(expected.low, 9)
        expect(high).toBeCloseTo(expected.high, 9)
      }),
    )
  })

  test('holds the estimate, stays within 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(counts, confidences, ([k, n], confidence) => {
        const { estimate, low, high } = wilson(k, n, confidence)
        expect(estimate).toBe(k / n)
        expect(0 <= low && low <= k / n && k / n <= high && high <= 1).toBe(true)
        expect(wilson(n - k, n, confidence).low).toBeCloseTo(1 - high, 12)
      }),
    )
  })

  test('ends exactly at 0 for none and at 1 for all', () => {
    expect([wilson(0, 7).low, wilson(7, 7).high]).toEqual([0, 1])
  })

  test('grows with the confidence and shrinks with n', () => {
    const width = ({ low, high }: { low: number; high: number }) => high - low
    expect(width(wilson(5, 10, 0.99))).toBeGreaterThan(width(wilson(5, 10, 0.95)))
    expect(width(wilson(50, 100))).toBeLessThan(width(wilson(5, 10)))
  })

  test('of nothing is everything', () => {
    expect(wilson(0, 0)).toEqual({ estimate: null, low: 0, high: 1 })
  })

  test.each<[unknown[], string]>([
    [[11, 10], 'wilson: expected successes to be a whole number from 0 to n (10), got 11'],
    [[-1, 10], 'from 0 to n (10), got -1'],
    [[0.5, 1], 'got 0.5'],
    [[1, 0], 'from 0 to n (0), got 1'],
    [[1, -1], 'wilson: expected n to be a whole number of at least 0, got -1'],
    [[1, Number.NaN], 'got NaN'],
    [[1, Infinity], 'got Infinity'],
    [['1', 2], 'got "1"'],
    [[1, 2, 0], 'wilson: expected confidence above 0 and below 1, such as 0.95, got 0'],
    [[1, 2, 1], 'got 1'],
    [[1, 2, 95], 'got 95'],
    [[1, 2, Number.NaN], 'got NaN'],
    [[0, 0, 2], 'got 2'],
  ])('of %j is refused', (args, message) => {
    const call = () => wilson(...(args as [number, number]))
    expect(call).toThrow(RangeError)
    expect(call).toThrow(message)
  })
})

describe("Newcombe's interval", () => {
  // Newcombe 1998, Statistics in Medicine 17, 873–890: table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [6, 7, 2, 7, 0.5714, 0.0582, 0.8062],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [0, 10, 0, 10, 0, -0.2775, 0.2775],
    [10, 10, 0, 20, 1, 0.6791, 1],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('of %d/%d against %d/%d is as published', (k1, n1, k2, n2, estimate, low, high) => {
    const interval = newcombe(k1, n1, k2, n2)
    expect(interval.estimate).toBeCloseTo(estimate, 4)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  test.each([0.8, 0.95, 0.99])(
    'is put together from solutions of the score equation at confidence %d',
    (confidence) => {
      fc.assert(
        fc.property(counts, counts, ([k1, n1], [k2, n2]) => {
          const one = solved(k1, n1, confidence)
          const two = solved(k2, n2, confidence)
          const difference = k1 / n1 - k2 / n2
          const { low, high } = newcombe(k1, n1, k2, n2, confidence)
          expect(low).toBeCloseTo(difference - Math.sqrt((k1 / n1 - one.low) ** 2 + (two.high - k2 / n2) ** 2), 8)
          expect(high).toBeCloseTo(difference + Math.sqrt((one.high - k1 / n1) ** 2 + (k2 / n2 - two.low) ** 2), 8)
        }),
      )
    },
  )

  test('holds the estimate, stays within −1 and 1, and turns its sign with its arms', () => {
    fc.assert(
      fc.property(counts, counts, confidences, ([k1, n1], [k2, n2], confidence) => {
        const { estimate, low, high } = newcombe(k1, n1, k2, n2, confidence)
        expect(estimate).toBe(k1 / n1 - k2 / n2)
        expect(-1 <= low && low <= (estimate as number) && (estimate as number) <= high && high <= 1).toBe(true)
        expect(newcombe(k2, n2, k1, n1, confidence).low).toBeCloseTo(-high, 12)
      }),
    )
  })

  test.each([
    [0, 0, 1, 2],
    [1, 2, 0, 0],
    [0, 0, 0, 0],
  ])('of %d/%d against %d/%d, where one side is nothing, is everything', (...args) => {
    expect(newcombe(...args)).toEqual({ estimate: null, low: -1, high: 1 })
  })

  test.each<[unknown[], string]>([
    [[3, 2, 1, 2], 'newcombe: expected k1 to be a whole number from 0 to n1 (2), got 3'],
    [[1, 2, 3, 2], 'newcombe: expected k2 to be a whole number from 0 to n2 (2), got 3'],
    [[1, 2, 1, 1.5], 'newcombe: expected n2 to be a whole number of at least 0, got 1.5'],
    [[1, 2, 1, 2, -0.5], 'newcombe: expected confidence above 0 and below 1, such as 0.95, got -0.5'],
  ])('of %j is refused', (args, message) => {
    expect(() => newcombe(...(args as [number, number, number, number]))).toThrow(message)
  })
})
