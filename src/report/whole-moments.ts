/** The moments a report counts. Of an action with `every` or `digest` these are periods, of which tracks are only parts. */
import { completedAt, compositeKey, type MomentActivity, type Period, type UserActivity } from './activity'
import { heavier } from './attribution'

/** Periods of one action, sorted and joined where they overlap. */
type Coverage = readonly Period[]

function coverageOf(periods: readonly Period[]): Coverage {
  const joined: Period[] = []
  for (const { from, to } of [...periods].sort((a, b) => a.from - b.from)) {
    const before = joined.at(-1)
    if (before && from <= before.to) before.to = Math.max(before.to, to)
    else joined.push({ from, to })
  }
  return joined
}

/** By bisection: a user may send tens of thousands of tracks and periods. */
function covers(coverage: Coverage, time: number): boolean {
  let low = 0
  let high = coverage.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((coverage[middle] as Period).to > time) high = middle
    else low = middle + 1
  }
  const found = coverage[low]
  return found !== undefined && found.from <= time
}

function byAction(moments: Iterable<MomentActivity>, periodOf: (moment: MomentActivity) => Period | undefined) {
  const periods = new Map<string, Period[]>()
  for (const moment of moments) {
    const period = periodOf(moment)
    if (!period) continue
    const list = periods.get(moment.action) ?? []
    list.push(period)
    periods.set(moment.action, list)
  }
  const coverages = new Map([...periods].map(([action, list]) => [action, coverageOf(list)]))
  return (action: string, time: number): boolean => covers(coverages.get(action) ?? [], time)
}

/** Whether it is a moment by itself, whatever period it may lie in. */
const isWhole = ({ asked, rating, period }: MomentActivity): boolean =>
  asked !== undefined || rating !== undefined || period !== undefined

/**
 * Decides for each moment by what its own events say: it stands for a period, is a part of one, or is neither. A track within
 * a period that the user was asked about is a part of it. The other tracks of one period are together one moment. What was
 * cancelled is none.
 */
export function wholeMoments({ moments }: UserActivity): MomentActivity[] {
  const all = [...moments.values()].filter(({ cancelled }) => !cancelled)
  const isAskedAbout = byAction(all, ({ period }) => period?.value)
  const isTold = byAction(all, ({ partOf }) => partOf?.value)
  const unasked = new Map<string, MomentActivity>()
  const whole: MomentActivity[] = []
  for (const moment of all) {
    const { action, tracked, partOf, attribution } = moment
    const time = completedAt(moment)
    if (isWhole(moment)) whole.push(moment)
    else if (!tracked || isAskedAbout(action, time)) continue
    else if (partOf) {
      const { from, to } = partOf.value
      const key = compositeKey(action, `${from}`, `${to}`)
      const known = unasked.get(key)
      const user = known ? heavier(known.attribution.user, attribution.user) : attribution.user
      unasked.set(key, { ...moment, period: partOf, attribution: { ...attribution, user } })
    } else if (!isTold(action, time)) whole.push(moment)
  }
  return [...whole, ...unasked.values()]
}
