import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../src/report/normal'

/** Simpson's rule over the density: knows nothing of how the quantile is found. */
function between(z: number): number {
  const steps = 20_000
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  let sum = density(-z) + density(z)
  for (let step = 1; step < steps; step++) sum += density(-z + (2 * z * step) / steps) * (step % 2 ? 4 : 2)
  return (sum * 2 * z) / steps / 3
}

describe('the normal quantile', () => {
  // To the digits that R's qnorm() prints with digits = 15.
  test.each([
    [0.5, 0.674489750196082],
    [0.8, 1.2815515655446],
    [0.9, 1.64485362695147],
    [0.95, 1.95996398454005],
    [0.98, 2.32634787404084],
    [0.99, 2.5758293035489],
    [0.999, 3.29052673149193],
    [0.9999, 3.89059188641312],
  ])('of %d is %d', (confidence, z) => {
    expect(normalQuantile(confidence)).toBeCloseTo(z, 12)
  })

  test('near 0 is the confidence times √(π/2)', () => {
    for (const tiny of [1e-6, 1e-12, 1e-300]) {
      expect(normalQuantile(tiny) / tiny).toBeCloseTo(Math.sqrt(Math.PI / 2), 10)
    }
  })

  test('is finite for the confidence next to 1', () => {
    expect(normalQuantile(1 - 2 ** -53)).toBeCloseTo(8.2923611, 6)
  })

  test('leaves as much between −z and z as was asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.9999, noNaN: true }), (confidence) => {
        expect(between(normalQuantile(confidence))).toBeCloseTo(confidence, 10)
      }),
      { numRuns: 50, examples: [[0.9], [0.9 + 1e-12]] },
    )
  })
})
