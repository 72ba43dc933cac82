/** How many browsers at once come back after an hour's outage, simulated with our backoff: 1,000,000 of them. */
import { type Outage, peakOverMean } from '../delivery/outage'
import type { Figure } from './support/figure'

const hour = { browsers: 1_000_000, seconds: 3_600 }

const cases: [string, Outage][] = [
  ['all hit at its start', { ...hour, first: () => 0 }],
  ['hit one after the other', { ...hour, first: (random) => random() }],
  ['all hit, Retry-After of a minute', { ...hour, first: () => 0, asked: 60_000 }],
]

export const figures = (): Figure[] =>
  cases.map(([what, outage]) => ({
    what: `outage, 1 h: ${what}, peak`,
    value: peakOverMean(outage),
    unit: '× mean',
    limit: 2,
  }))
