/** What the endpoint knows of a user: the events it stored, read the way another device of theirs would. */
import type { GainloopEvent } from '../../src/delivery/event'
import { bookOf } from '../../src/loop/sync'
import type { Book } from '../../src/moment/book'
import { merge } from '../../src/moment/merge'
import { openPeriods } from '../../src/moment/periods'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Playbook } from '../../src/playbook/schema'
import { stateOf } from '../../src/receiver/state'
import { isAnonymous, type Store } from '../../src/receiver/store'
import type { DemoUser } from '../products/product'
import { freshBook } from './way'

export interface Known {
  book: Book
  /** The question is on their screen. */
  asking: boolean
}

/** A card that was shown longer ago than that is not looked at any more, in ms. */
const HOUR = 3_600_000

/** @param since when the user was first seen */
export async function knownOf(
  store: Store,
  playbook: Playbook,
  user: DemoUser | undefined,
  since: number,
  now: number,
): Promise<Known> {
  const fresh = freshBook(user, since)
  const subject = user?.id ?? (await latestVisitor(store))
  const events = subject === undefined ? [] : await store.eventsOf(subject)
  const book = merge(fresh, bookOf(stateOf(events, now), fresh, now))
  const latest = events.findLast(({ event }) => /^gainloop\.(ask|rating)\./.test(event.type))
  return {
    book: openPeriods(book, compilePlaybook(playbook), now),
    asking: latest !== undefined && isShown(latest.event, now),
  }
}

const isShown = ({ type, time }: GainloopEvent, now: number): boolean =>
  type === 'gainloop.ask.shown' && now - Date.parse(time) < HOUR

/** A visitor who has not signed in has no name here; it is the one who was here last. */
async function latestVisitor(store: Store): Promise<string | undefined> {
  let latest: string | undefined
  for await (const { event } of store.events()) if (isAnonymous(event.subject)) latest = event.subject
  return latest
}
