/** Who said what: what users tapped, what pages announced, what the endpoint stored, which faults met it. */
import type { GainloopEvent } from '../../src/delivery/event'
import type { Store } from '../../src/receiver/store'
import { ownerOf, type BrowserFault, type EndpointFault } from './plan'

export interface Ledger {
  /** A user tapped an answer about this moment. */
  tapped(moment: string): void
  /** So many taps so far. */
  taps(moment: string): number
  /** The page had the time to keep the answer: from now on, nobody may be asked about this moment again. */
  settled(moment: string): void
  /** A page heard `gainloop.rating.given`. */
  announced(event: GainloopEvent<'gainloop.rating.given'>): void
  stored(event: GainloopEvent): void
  met(fault: BrowserFault | EndpointFault): void
  /** The receiver had seen so many events of a batch before. */
  resent(events: number): void
  /** Whether this moment has its rating: announced by a page, or stored by the endpoint. */
  rated(moment: string): boolean
  /** Ratings announced and not yet stored, but for these events. */
  owed(user: string, except?: readonly string[]): number
  result(store: Store, moments: readonly string[]): Promise<Result>
}

export interface Result {
  ratings: number
  /** Ratings a page announced that the endpoint never stored, moments that were never rated, and answers that were asked for again. */
  lost: string[]
  /** Events stored twice, and moments with two ratings. */
  duplicated: string[]
  /** Events about one user's moment that were stored under another's name. */
  misattributed: string[]
  faults: Record<string, number>
  /** Events that the endpoint stored, by their types. */
  types: Record<string, number>
  /** Events that reached the receiver more than once. */
  resent: number
}

export function openLedger(): Ledger {
  const announced = new Map<string, GainloopEvent<'gainloop.rating.given'>>()
  const stored = new Set<string>()
  const moments = new Set<string>()
  const taps = new Map<string, number>()
  const settled = new Map<string, number>()
  const faults: Record<string, number> = {}
  let resent = 0
  const tapsOf = (moment: string): number => taps.get(moment) ?? 0
  return {
    tapped(moment) {
      taps.set(moment, tapsOf(moment) + 1)
    },
    taps: tapsOf,
    settled(moment) {
      settled.set(moment, tapsOf(moment))
    },
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
    owed: (user, except = []) =>
      [...announced.values()].filter(({ id, subject }) => subject === user && !stored.has(id) && !except.includes(id))
        .length,
    async result(store, wanted) {
      const times = new Map<string, number>()
      const ratings = new Map<string, Set<string>>()
      const misattributed: string[] = []
      const types: Record<string, number> = {}
      // What the database holds counts, not what the receiver said along the way.
      for await (const { event } of store.events()) {
        times.set(event.id, (times.get(event.id) ?? 0) + 1)
        types[event.type] = (types[event.type] ?? 0) + 1
        const { moment, rating } = event.data as { moment?: string; rating?: string }
        // A period is named by its start, and nobody else's moment is.
        if (moment && Number.isNaN(Date.parse(moment)) && ownerOf(moment) !== event.subject)
          misattributed.push(`${event.type} ${moment} ${event.subject}`)
        if (event.type !== 'gainloop.rating.given' || !moment || !rating) continue
        ratings.set(moment, (ratings.get(moment) ?? new Set()).add(rating))
      }
      return {
        ratings: wanted.length,
        lost: [
          ...[...announced.values()].filter(({ id }) => !times.has(id)).map(({ data }) => data.moment),
          ...wanted.filter((moment) => !ratings.has(moment)),
          ...[...settled]
            .filter(([moment, count]) => tapsOf(moment) > count)
            .map(([moment]) => `${moment}, asked again`),
        ],
        duplicated: [
          ...[...times].filter(([, count]) => count > 1).map(([id]) => id),
          ...[...ratings].filter(([, ids]) => ids.size > 1).map(([moment]) => moment),
        ],
        misattributed,
        faults,
        types,
        resent,
      }
    },
  }
}
