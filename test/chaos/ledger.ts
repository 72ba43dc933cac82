/** Who said what: what pages announced, what the endpoint stored, which faults met it. */
import type { GainloopEvent } from '../../src/delivery/event'
import type { Store } from '../../src/receiver/store'
import type { BrowserFault, EndpointFault } from './plan'

export interface Ledger {
  /** A page heard `gainloop.rating.given`. */
  announced(event: GainloopEvent<'gainloop.rating.given'>): void
  stored(event: GainloopEvent): void
  met(fault: BrowserFault | EndpointFault): void
  /** The receiver had seen so many events of a batch before. */
  resent(events: number): void
  /** Whether this moment has its rating: announced by a page, or stored by the endpoint. */
  rated(moment: string): boolean
  /** Ratings announced and not yet stored. */
  owed(user: string): number
  result(store: Store, moments: readonly string[]): Promise<Result>
}

export interface Result {
  ratings: number
  /** Ratings a page announced that the endpoint never stored, and moments that were never rated. */
  lost: string[]
  /** Events stored twice, and moments with two ratings. */
  duplicated: string[]
  /** Ratings stored under another user's name than that of whoever rated. */
  misattributed: string[]
  faults: Record<string, number>
  /** Events that reached the receiver more than once. */
  resent: number
}

export function openLedger(): Ledger {
  const announced = new Map<string, GainloopEvent<'gainloop.rating.given'>>()
  const stored = new Set<string>()
  const moments = new Set<string>()
  const faults: Record<string, number> = {}
  let resent = 0
  return {
    announced(event) {
      announced.set(event.id, event)
      moments.add(event.data.moment)
    },
    stored(event) {
      stored.add(event.id)
      if (event.type === 'gainloop.rating.given') moments.add((event.data as { moment: string }).moment)
    },
    met(fault) {
      faults[fault] = (faults[fault] ?? 0) + 1
    },
    resent(events) {
      resent += events
    },
    rated: (moment) => moments.has(moment),
    owed: (user) => [...announced.values()].filter(({ id, subject }) => subject === user && !stored.has(id)).length,
    async result(store, wanted) {
      const times = new Map<string, number>()
      const ratings = new Map<string, Set<string>>()
      const misattributed: string[] = []
      // What the database holds counts, not what the receiver said along the way.
      for await (const { event } of store.events()) {
        times.set(event.id, (times.get(event.id) ?? 0) + 1)
        if (event.type !== 'gainloop.rating.given') continue
        const { moment, rating } = event.data as { moment: string; rating: string }
        if (!moment.startsWith(`${event.subject}-`)) misattributed.push(`${moment} by ${event.subject}`)
        ratings.set(moment, (ratings.get(moment) ?? new Set()).add(rating))
      }
      return {
        ratings: wanted.length,
        lost: [
          ...[...announced.values()].filter(({ id }) => !times.has(id)).map(({ data }) => data.moment),
          ...wanted.filter((moment) => !ratings.has(moment)),
        ],
        duplicated: [
          ...[...times].filter(([, count]) => count > 1).map(([id]) => id),
          ...[...ratings].filter(([, ids]) => ids.size > 1).map(([moment]) => moment),
        ],
        misattributed,
        faults,
        resent,
      }
    },
  }
}
