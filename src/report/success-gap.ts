/** Computes the success-gap report: where users finish but do not succeed, why, and which lesson helps. */
import type { Store, StoredEvent, Unreadable } from '../receiver/store'
import { noActivity, type UserActivity } from './activity'
import { parseFilter, type ReportFilter } from './filter'
import { addEvent, REPORT_EVENT_TYPES } from './reducers'
import type { SuccessGap } from './shape'
import { countUser, emptyTally, reportOf } from './tally'

/** Events between two pauses: one page of the SQLite and PostgreSQL stores. */
const EVENTS_BETWEEN_PAUSES = 1_000

/** How much a report has read so far. */
export interface ReportProgress {
  users: number
  events: number
}

export interface ReportOptions {
  /** Is called after every 1,000 events that were read. */
  progress?: (done: Readonly<ReportProgress>) => void
  /** Is told of each stored event that can't be read, because its row was damaged. It is left out of the report. */
  unreadable?: (event: Unreadable) => void
}

/** A store may return more than was asked for. */
const isAbout = ({ event: { data } }: StoredEvent, action: string | undefined): boolean =>
  action === undefined || ('action' in data && data.action === action)

/** Gives other requests a turn: a store in the same process returns page after page without yielding to the event loop. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/**
 * Computes the success-gap report over all stored events, in the shape of the receiver's `/report.json`. It reads the events of
 * some 200 users at a time, so its memory does not grow with the number of users. With a period or an action it reads only the
 * users who have such events.
 *
 * @example
 * const report = await successGap(sqliteStore('gainloop.db'), { from: '2025-03-01', to: '2025-04-01' })
 *
 * @param filter which moments to count. @default all of them
 * @param options hears how far the report is, and which events it can't read
 * @returns a promise of the report. It rejects with the store's own error if the database does not answer.
 * @throws TypeError if the filter is malformed, such as a time that is not a date, or a `from` that is not before `to`.
 */
export async function successGap(
  store: Store,
  filter: ReportFilter = {},
  { progress = () => {}, unreadable: tell = () => {} }: ReportOptions = {},
): Promise<SuccessGap> {
  const parsed = parseFilter(filter)
  const { from, to, action } = parsed
  const tally = emptyTally()
  const done: ReportProgress = { users: 0, events: 0 }
  const unreadable = (event: Unreadable): void => {
    tally.unreadable++
    tell(event)
  }
  for await (const users of store.users({ from, to, action })) {
    const bySubject = new Map<string, UserActivity>()
    for (const { subjects } of users) {
      const activity = noActivity()
      for (const subject of subjects) bySubject.set(subject, activity)
    }
    const events = store.eventsUnder([...bySubject.keys()], REPORT_EVENT_TYPES, { action, unreadable })
    for await (const stored of events) {
      const activity = bySubject.get(stored.event.subject)
      const { subject, id: key } = stored.event
      if (activity && isAbout(stored, action) && !addEvent(activity, stored)) unreadable({ subject, key })
      if (++done.events % EVENTS_BETWEEN_PAUSES) continue
      progress(done)
      await pause()
    }
    for (const activity of new Set(bySubject.values())) countUser(tally, activity, parsed)
    done.users += users.length
  }
  return reportOf(tally, parsed)
}
