/** Counts what requests cost against the limits of their users, accounts and addresses. */
import { accountIn, costOf, costOfRead, countBy } from './costs'
import type { Limits } from './limits'
import { type RateLimiter, rateLimiter } from './rate-limiter'

export interface Batch {
  events: readonly unknown[]
  bytes: number
  /** How many events there are of each subject. */
  subjects: ReadonlyMap<string, number>
  address: string | undefined
}

export interface Spending {
  /** Counts a request of this address, before anything is known of it. Returns how many seconds it has to wait; 0 if it is allowed. */
  takeAddress(address: string): number
  /** Counts a batch, the same way. */
  takeBatch(batch: Batch): number
  /** Counts a request for this user's state, as `take` does. */
  takeRequest(subject: string): number
  /** Adds what it cost to read so many events of this user. */
  addRead(subject: string, events: number): void
}

export function spendingOf(limits: Limits, now: () => number): Spending {
  const [ofSubject, ofAccount, ofAddress] = [limits.subject, limits.account, limits.address].map((rate) =>
    rateLimiter(rate, now),
  ) as [RateLimiter, RateLimiter, RateLimiter]

  return {
    takeAddress: (address) => ofAddress.take(address),

    takeBatch({ events, bytes, subjects, address }) {
      /** The cost of so many of its events. */
      const costOfPart = (count: number) => costOf(count, (bytes * count) / Math.max(1, events.length))
      // The request itself was counted before.
      if (address !== undefined) ofAddress.charge(address, costOf(events.length, bytes) - 1)
      const waits = [0]
      for (const [subject, count] of subjects) waits.push(ofSubject.take(subject, costOfPart(count)))
      for (const [account, count] of countBy(events, accountIn)) waits.push(ofAccount.take(account, costOfPart(count)))
      return Math.max(...waits)
    },

    takeRequest: (subject) => ofSubject.take(subject),
    addRead: (subject, events) => ofSubject.charge(subject, costOfRead(events)),
  }
}
