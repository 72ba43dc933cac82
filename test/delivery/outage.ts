/** Browsers that come back after the endpoint was away, in numbers: for the test of the wait, and the benchmark. */
import { delayAfter } from '../../src/delivery/backoff'

export interface Outage {
  browsers: number
  /** How long the endpoint was away, in seconds. */
  seconds: number
  /** When a browser has its first event to send: a share of the outage, 0 to 1. */
  first: (random: () => number) => number
  /** What the endpoint's `Retry-After` asked for, in ms. */
  asked?: number | undefined
}

/** Deterministic dice, so that a limit is never a matter of luck. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Peak over mean of the requests per second, from the end of the outage until the last browser is through. */
export function peakOverMean({ browsers, seconds, first, asked }: Outage): number {
  const random = dice(1)
  const perSecond: number[] = []
  for (let browser = 0; browser < browsers; browser++) {
    let at = first(random) * seconds * 1_000
    for (let tries = 1; at < seconds * 1_000; tries++) at += delayAfter(tries, asked, random())
    const second = Math.floor(at / 1_000 - seconds)
    perSecond[second] = (perSecond[second] ?? 0) + 1
  }
  return Math.max(...Object.values(perSecond)) / (browsers / perSecond.length)
}
