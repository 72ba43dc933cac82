/**
 * Quantiles of the standard normal distribution, accurate to the last digits of a double. A statistics library would add more
 * code than this file, and the short approximations in common use are accurate to three or four digits only.
 */

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/** The probability between −z and z, as a series: Abramowitz & Stegun 26.2.11. All terms are positive, so none cancels another. */
function within(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return 2 * density(z) * sum
}

/** The probability outside −z and z, as a continued fraction: Abramowitz & Stegun 26.2.14. For z ≥ 1.6 a hundred levels are exact. */
function beyond(z: number): number {
  let fraction = z
  for (let level = 100; level > 0; level--) fraction = z + level / fraction
  return (2 * density(z)) / fraction
}

/** Newton's method, until a step no longer changes the result. */
function solve(start: number, step: (z: number) => number): number {
  let z = start
  for (let iteration = 0; iteration < 100; iteration++) {
    const next = z - step(z)
    if (Math.abs(next - z) <= z * Number.EPSILON) return next
    z = next
  }
  return z
}

/** Up to this confidence the series for the middle is solved; above it, the fraction for the tails is more accurate. */
const SERIES_UP_TO = 0.9

/**
 * The z for which a standard normal value lies between −z and z with this probability: 1.959964 for 0.95. Both functions solved
 * here are concave, so Newton's method approaches from one side and never overshoots.
 * @param confidence above 0 and below 1
 */
export function normalQuantile(confidence: number): number {
  if (confidence <= SERIES_UP_TO) {
    const start = (confidence * Math.sqrt(2 * Math.PI)) / 2
    return solve(start, (z) => (within(z) - confidence) / (2 * density(z)))
  }
  const outside = 1 - confidence
  return solve(Math.sqrt(-2 * Math.log(outside)), (z) => {
    const tail = beyond(z)
    return (Math.log(outside / tail) * tail) / (2 * density(z))
  })
}
