/** The budgets of the page's time, against what was measured of this tree's build. */
import type { Figure } from '../support/figure'
import type { MetricName, Row } from './compare'
import type { PhaseName, VisitName } from './rounds'
import type { Tracking } from './tracking'

interface Limit {
  what: string
  visit: VisitName
  phase: PhaseName
  metric: MetricName
  /** Takes the difference to the blank page, or the value itself. */
  value: 'against' | 'median'
  unit: string
  limit: number
}

const EVERYWHERE: readonly [VisitName, PhaseName][] = [
  ['first visit', 'load'],
  ['first visit', 'ask'],
  ['first visit', 'tap'],
  ['later visit', 'load'],
  ['later visit', 'ask'],
  ['later visit', 'tap'],
]

const LIMITS: readonly Limit[] = [
  ...EVERYWHERE.flatMap(([visit, phase]): Limit[] => [
    { what: 'long tasks', visit, phase, metric: 'longTasks', value: 'against', unit: 'more', limit: 0 },
    { what: 'layout shift', visit, phase, metric: 'layoutShift', value: 'against', unit: 'more', limit: 0 },
  ]),
  {
    what: 'trigger → painted',
    visit: 'first visit',
    phase: 'ask',
    metric: 'elapsed',
    value: 'median',
    unit: 'ms',
    limit: 100,
  },
  {
    what: 'tap → lesson',
    visit: 'first visit',
    phase: 'tap',
    metric: 'elapsed',
    value: 'median',
    unit: 'ms',
    limit: 50,
  },
  { what: 'timers', visit: 'first visit', phase: 'tap', metric: 'timers', value: 'median', unit: 'pending', limit: 1 },
  { what: 'timers', visit: 'later visit', phase: 'load', metric: 'timers', value: 'median', unit: 'pending', limit: 1 },
  { what: 'heap', visit: 'first visit', phase: 'load', metric: 'heap', value: 'against', unit: 'KiB', limit: 1024 },
  { what: 'heap', visit: 'later visit', phase: 'load', metric: 'heap', value: 'against', unit: 'KiB', limit: 512 },
  {
    what: 'processor',
    visit: 'later visit, unthrottled',
    phase: 'load',
    metric: 'tasks',
    value: 'against',
    unit: 'ms',
    limit: 7,
  },
]

export function limitsOf(rows: readonly Row[], tracking: readonly Tracking[]): Figure[] {
  const figures = LIMITS.flatMap(({ what, visit, phase, metric, value, unit, limit }) => {
    const is = (row: Row) =>
      row.contestant === 'Gainloop' && row.visit === visit && row.phase === phase && row.metric === metric
    return rows.filter(is).map((row) => ({ what: `${visit}, ${phase}: ${what}`, value: row[value], unit, limit }))
  })
  const full = tracking.filter(({ build }) => build === 'dist')
  return [
    ...figures,
    ...full.map(({ ratio }) => ({ what: 'track, outbox full against empty', value: ratio, unit: '×', limit: 2 })),
  ]
}
