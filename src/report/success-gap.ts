/** Computes the success-gap report: where users finish but do not succeed, why, and which lesson helps. */
import type { Store } from '../receiver/store'
import { noActivity, type UserActivity } from './activity'
import { parseFilter, type ReportFilter } from './filter'
import { addEvent, REPORT_EVENT_TYPES } from './reducers'
import type { SuccessGap } from './shape'
import { countUser, emptyTally, reportOf } from './tally'

/** Events between two pauses: one page of the SQLite and PostgreSQL stores. */
const EVENTS_BETWEEN_PAUSES = 1_000

/** Gives other requests a turn: a store in the same process returns page after page without yielding to the event loop. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/**
 * Computes the success-gap report over all stored events, in the shape of the receiver's `/report.json`. It reads the events of
 * some 200 users at a time, so its memory does not grow with the number of users.
 *
 * @example
 * const report = await successGap(sqliteStore('gainloop.db'), { from: '2025-03-01', to: '2025-04-01' })
 *
 * @param filter which moments to count. @default all of them
 * @returns a promise of the report. It rejects with the store's own error if the database does not answer.
 * @throws TypeError if the filter is malformed, such as a time that is not a date, or a `from` that is not before `to`.
 */
export async function successGap(store: Store, filter: ReportFilter = {}): Promise<SuccessGap> {
  const parsed = parseFilter(filter)
  const tally = emptyTally()
  let read = 0
  for await (const users of store.users()) {
    const bySubject = new Map<string, UserActivity>()
    for (const { subjects } of users) {
      const activity = noActivity()
      for (const subject of subjects) bySubject.set(subject, activity)
    }
    for await (const stored of store.eventsUnder([...bySubject.keys()], REPORT_EVENT_TYPES)) {
      const activity = bySubject.get(stored.event.subject)
      if (activity) addEvent(activity, stored)
      if (++read % EVENTS_BETWEEN_PAUSES === 0) await pause()
    }
    for (const activity of new Set(bySubject.values())) countUser(tally, activity, parsed)
  }
  return reportOf(tally, parsed)
}
