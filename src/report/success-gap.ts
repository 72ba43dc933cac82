/** Where users finish but do not succeed, why, and which lesson helps. */
import type { Store } from '../receiver/store'
import { noFacts, type UserFacts } from './facts'
import { type ReportFilter, scopeOf } from './filter'
import { TOLD, tell } from './folds'
import type { SuccessGap } from './shape'
import { countUser, emptyTally, reportOf } from './tally'

/** Events between two pauses: one page of the stores here. */
const STRETCH = 1_000

/** Lets the process answer others: a database in this process hands over page after page without a pause. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/**
 * The success-gap report over everything stored, or what the filter leaves of it: the shape of `/report.json`.
 * Reads some users at a time, so that its memory does not grow with the number of users.
 * @throws TypeError on a filter that can not be meant: a time that is none, a beginning that is not before the end.
 */
export async function successGap(store: Store, filter: ReportFilter = {}): Promise<SuccessGap> {
  const scope = scopeOf(filter)
  const tally = emptyTally()
  let read = 0
  for await (const users of store.users()) {
    const bySubject = new Map<string, UserFacts>()
    for (const { subjects } of users) {
      const facts = noFacts()
      for (const subject of subjects) bySubject.set(subject, facts)
    }
    for await (const stored of store.eventsUnder([...bySubject.keys()], TOLD)) {
      const facts = bySubject.get(stored.event.subject)
      if (facts) tell(facts, stored)
      if (++read % STRETCH === 0) await pause()
    }
    for (const facts of new Set(bySubject.values())) countUser(tally, facts, scope)
  }
  return reportOf(tally, scope)
}
