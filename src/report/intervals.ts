/** Confidence intervals of a share and of the difference of two shares. */
import { normalQuantile } from './normal'

export interface Interval {
  /** The observed share or difference; null if there are no observations. */
  estimate: number | null
  /** The lower end of the interval. */
  low: number
  /** The upper end of the interval. */
  high: number
}

const quoted = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : String(value))

function checkCounts(name: string, [successes, n]: readonly [string, string], k: number, of: number): void {
  if (!Number.isSafeInteger(of) || of < 0) {
    throw new RangeError(`${name}: expected ${n} to be a whole number of at least 0, got ${quoted(of)}`)
  }
  if (!Number.isSafeInteger(k) || k < 0 || k > of) {
    throw new RangeError(`${name}: expected ${successes} to be a whole number from 0 to ${n} (${of}), got ${quoted(k)}`)
  }
}

function quantileOf(name: string, confidence: number): number {
  if (!(typeof confidence === 'number' && confidence > 0 && confidence < 1)) {
    throw new RangeError(`${name}: expected confidence above 0 and below 1, such as 0.95, got ${quoted(confidence)}`)
  }
  return normalQuantile(confidence)
}

/** The lower end of Wilson's interval, rearranged to avoid cancellation for small k. */
const lower = (k: number, n: number, z: number): number =>
  k && ((k / n) * k) / (k + (z * z) / 2 + z * Math.sqrt((k / n) * (n - k) + (z * z) / 4))

function score(k: number, n: number, z: number): Interval {
  if (n === 0) return { estimate: null, low: 0, high: 1 }
  const estimate = k / n
  // Rounding may put the last digit on the wrong side of the estimate when the interval is very narrow.
  return { estimate, low: Math.min(lower(k, n, z), estimate), high: Math.max(1 - lower(n - k, n, z), estimate) }
}

/** Wilson's 95% interval for a share whose observations are worth `n` independent ones, which need not be a whole number. */
export function wilsonOf(estimate: number, n: number): Interval {
  const { low, high } = score(estimate * n, n, normalQuantile(0.95))
  return { estimate, low: Math.min(low, estimate), high: Math.max(high, estimate) }
}

/**
 * Wilson's score interval for a share, without continuity correction.
 *
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212; method 3 of
 * R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), 857–872.
 *
 * @example wilson(81, 263) // { estimate: 0.308, low: 0.255, high: 0.366 }, rounded
 * @param successes a whole number from 0 to `n`
 * @param n a whole number, 0 or more
 * @param confidence above 0 and below 1. @default 0.95
 * @returns the observed share and its interval. With `n = 0` the estimate is null and the interval 0 to 1.
 * @throws RangeError if a count or the confidence is out of range.
 */
export function wilson(successes: number, n: number, confidence = 0.95): Interval {
  checkCounts('wilson', ['successes', 'n'], successes, n)
  return score(successes, n, quantileOf('wilson', confidence))
}

/**
 * Newcombe's hybrid score interval for the difference of two independent shares, k1/n1 − k2/n2, without continuity correction.
 *
 * Method 10 of R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
 * Medicine 17 (1998), 873–890.
 *
 * @param confidence above 0 and below 1. @default 0.95
 * @returns the observed difference and its interval. With `n1 = 0` or `n2 = 0` the estimate is null and the interval −1 to 1.
 * @throws RangeError if a count or the confidence is out of range.
 */
export function newcombe(k1: number, n1: number, k2: number, n2: number, confidence = 0.95): Interval {
  checkCounts('newcombe', ['k1', 'n1'], k1, n1)
  checkCounts('newcombe', ['k2', 'n2'], k2, n2)
  const z = quantileOf('newcombe', confidence)
  const one = score(k1, n1, z)
  const two = score(k2, n2, z)
  if (one.estimate === null || two.estimate === null) return { estimate: null, low: -1, high: 1 }
  const estimate = one.estimate - two.estimate
  return {
    estimate,
    low: Math.max(-1, estimate - Math.hypot(one.estimate - one.low, two.high - two.estimate)),
    high: Math.min(1, estimate + Math.hypot(one.high - one.estimate, two.estimate - two.low)),
  }
}
