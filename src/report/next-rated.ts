/** The first result after a time, for the outcome of a lesson. */
import { completedAt, type MomentActivity } from './activity'

interface Rated {
  moment: MomentActivity
  rated: number
  /** Times up to this are before its completion and before its rating. */
  until: number
}

const earlier = (a: Rated, b: Rated): Rated =>
  a.rated < b.rated || (a.rated === b.rated && a.moment.moment < b.moment.moment) ? a : b

/** The earliest rated of a moment and all that were completed after it, and the earliest rated of the others among these. */
interface Best {
  until: number
  first: Rated
  second: Rated | undefined
}

function bestFrom(moments: Rated[]): Best[] {
  const bests: Best[] = []
  for (const each of moments.sort((a, b) => b.until - a.until)) {
    const { first, second } = bests.at(-1) ?? {}
    if (!first) bests.push({ until: each.until, first: each, second: undefined })
    else if (earlier(first, each) === first) {
      bests.push({ until: each.until, first, second: second ? earlier(second, each) : each })
    } else bests.push({ until: each.until, first: each, second: first })
  }
  return bests.reverse()
}

/**
 * Returns a function that finds the first rated moment of an action among those completed at a time or later, and rated after
 * it. The moment whose rating led to the lesson is not eligible, although that rating may be changed later. By bisection: a
 * user may have tens of thousands of moments, and as many lessons.
 */
export function nextRatedMoments(moments: readonly MomentActivity[]) {
  const byAction = new Map<string, Rated[]>()
  for (const moment of moments) {
    const { action, rated } = moment
    if (rated === undefined) continue
    const list = byAction.get(action) ?? []
    list.push({ moment, rated, until: Math.min(completedAt(moment), rated - 1) })
    byAction.set(action, list)
  }
  const bests = new Map([...byAction].map(([action, list]) => [action, bestFrom(list)]))
  return (action: string, own: string | undefined, since: number): MomentActivity | undefined => {
    const list = bests.get(action) ?? []
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((list[middle] as Best).until >= since) high = middle
      else low = middle + 1
    }
    const best = list[low]
    return (best?.first.moment.moment === own ? best?.second : best?.first)?.moment
  }
}
