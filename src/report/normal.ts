/**
 * The standard normal distribution, to the last digits of a double and without a table of constants: a library would bring
 * more code than this page, and the short approximations in wide use are good to three or four digits only.
 */

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/** The probability between −z and z. All terms are positive, so that none cancels another. (Abramowitz & Stegun 26.2.11) */
function within(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return 2 * density(z) * sum
}

/** The probability beyond −z and z, as a continued fraction; from z = 1.6 on a hundred levels are exact. (A. & S. 26.2.14) */
function beyond(z: number): number {
  let fraction = z
  for (let level = 100; level > 0; level--) fraction = z + level / fraction
  return (2 * density(z)) / fraction
}

/** Newton's steps, until one changes nothing. */
function solve(start: number, step: (z: number) => number): number {
  let z = start
  for (let turn = 0; turn < 100; turn++) {
    const next = z - step(z)
    if (Math.abs(next - z) <= z * Number.EPSILON) return next
    z = next
  }
  return z
}

/** Up to here the middle is summed up; above, where it is nearly all there is, what is left outside. */
const MIDDLE = 0.9

/**
 * The z for which a standard normal value lies between −z and z with this probability: 1.959964 for 0.95.
 * Both functions solved are concave, so Newton comes from one side and never overshoots.
 * @param confidence above 0 and below 1
 */
export function normalQuantile(confidence: number): number {
  if (confidence <= MIDDLE) {
    const start = (confidence * Math.sqrt(2 * Math.PI)) / 2
    return solve(start, (z) => (within(z) - confidence) / (2 * density(z)))
  }
  const outside = 1 - confidence
  return solve(Math.sqrt(-2 * Math.log(outside)), (z) => {
    const tail = beyond(z)
    return (Math.log(outside / tail) * tail) / (2 * density(z))
  })
}
