/** What the rounds come to: medians, and each against the blank page of the same round. */
import { BLANK } from './contestants'
import type { PhaseName, Rounds, VisitName } from './rounds'
import { median, paired } from './statistics'
import type { Phase } from './visit'

interface Metric {
  what: string
  unit: string
  of(phase: Phase): number
  /** The time that a user waits is compared as a ratio, what a page adds to what every page has as a difference. */
  compare: 'ratio' | 'difference'
}

export const METRICS = {
  elapsed: { what: 'until load event, or paint', unit: 'ms', of: ({ elapsed }) => elapsed, compare: 'ratio' },
  processor: { what: 'processor, process', unit: 'ms', of: ({ processor }) => processor, compare: 'difference' },
  tasks: { what: 'processor, main thread', unit: 'ms', of: ({ tasks }) => tasks, compare: 'difference' },
  script: { what: 'of it in scripts', unit: 'ms', of: ({ script }) => script, compare: 'difference' },
  longTasks: { what: 'long tasks', unit: '', of: ({ longTasks }) => longTasks, compare: 'difference' },
  longestTask: { what: 'longest over 50 ms', unit: 'ms', of: ({ longestTask }) => longestTask, compare: 'difference' },
  layoutShift: { what: 'layout shift', unit: '', of: ({ layoutShift }) => layoutShift, compare: 'difference' },
  heap: { what: 'heap after GC', unit: 'KiB', of: ({ heap }) => heap / 1024, compare: 'difference' },
  bytes: { what: 'transferred', unit: 'KiB', of: ({ bytes }) => bytes / 1024, compare: 'difference' },
  requests: { what: 'requests', unit: '', of: ({ requests }) => requests, compare: 'difference' },
  timers: { what: 'timers pending', unit: '', of: ({ pending }) => pending.timers, compare: 'difference' },
  others: {
    what: 'intervals, frames, requests pending',
    unit: '',
    of: ({ pending: { intervals, frames, requests } }) => intervals + frames + requests,
    compare: 'difference',
  },
} as const satisfies Record<string, Metric>

export type MetricName = keyof typeof METRICS

/** One number of one page. */
export interface Row {
  contestant: string
  visit: VisitName
  phase: PhaseName
  metric: MetricName
  unit: string
  median: number
  /** Against the blank page of the same round: the median of the ratios, or of the differences. */
  against: number
  compare: 'ratio' | 'difference'
  /** Of each round. */
  values: number[]
}

export function rowsOf({ series }: Rounds): Row[] {
  return series.flatMap(({ contestant, visit, phase, phases }) => {
    const blank = series.find((one) => one.contestant === BLANK && one.visit === visit && one.phase === phase)
    return (Object.keys(METRICS) as MetricName[]).map((metric): Row => {
      const { of, unit, compare } = METRICS[metric]
      const values = phases.map(of)
      const against = paired(values, (blank?.phases ?? []).map(of), (value, other) =>
        compare === 'ratio' ? value / other : value - other,
      )
      return { contestant, visit, phase, metric, unit, median: median(values), against, compare, values }
    })
  })
}
