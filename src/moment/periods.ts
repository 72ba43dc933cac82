/** Brings the book up to the present: what time, another device or the vendor's server have brought since it was last used. */
import type { Playbook } from '../playbook/schema'
import { type AskRecord, type Book, momentKey } from './book'
import { tick } from './clock'
import { addTrack, periodAt, periodMoment } from './digest'
import { prune } from './prune'
import { digestOf, dueOf, periodOf, remember, schedule } from './schedule'

/** `every`: the present period's moment, and the last one's while it can still be asked about. Older ones are not made up for. */
function openEvery(book: Book, playbook: Playbook, action: string, period: number, now: number): Book {
  return [1, 0].reduce((next, back) => {
    const bounds = periodAt(next, period, now, back)
    const moment = periodMoment(next, action, bounds, now)
    const over = (dueOf(playbook, moment, now).expires ?? 0) <= now
    return over || bounds.from < next.user.since || next.moments[momentKey(action, moment.id)]
      ? next
      : remember(next, playbook, moment, now)
  }, book)
}

/** `digest`: tracks that came one by one from the endpoint join the sum of their period, this one's or the last. */
function foldTracks(book: Book, playbook: Playbook, action: string, period: number, now: number): Book {
  const property = digestOf(playbook.actions[action]?.ask as never)?.sum as string
  let next = book
  for (const [key, moment] of Object.entries(book.moments)) {
    if (moment.action !== action || moment.digest) continue
    const { [key]: _, ...moments } = next.moments
    next = { ...next, moments }
    const bounds = periodAt(next, period, moment.at)
    const into = periodMoment(next, action, bounds, now)
    const known = Object.hasOwn(into.digest?.tracks ?? {}, moment.id)
    if (known || moment.cancelled !== undefined || bounds.to < now - period) continue
    next = remember(next, playbook, addTrack(into, moment.id, moment.properties?.[property], now), now)
  }
  return next
}

/** A rating that came from another device answers the ask here. */
function settleRated(book: Book): Book {
  const asks: Record<string, AskRecord> = {}
  for (const { action, moment: id, at } of Object.values(book.ratings)) {
    const key = momentKey(action, id)
    const ask = book.asks[key]
    if (ask?.status === 'answered') continue
    const displays = ask?.displays.length ? ask.displays : [at]
    asks[key] = { moment: key, action, snoozes: [], updated: at, ...ask, displays, status: 'answered', settled: at }
  }
  return Object.keys(asks).length ? { ...book, asks: { ...book.asks, ...asks } } : book
}

/**
 * The book as of `now`, to be called first at every wake-up and after every `merge`: notes the time (`clock.ts`), opens the
 * periods of `every`, folds tracks into their `digest`, schedules moments that came without an ask, and settles asks whose
 * rating came without them.
 */
export function openPeriods(book: Book, playbook: Playbook, now: number): Book {
  let next = settleRated(tick(book, now))
  for (const action in playbook.actions) {
    const ask = playbook.actions[action]?.ask
    const period = ask && periodOf(ask)
    if (period) next = (digestOf(ask) ? foldTracks : openEvery)(next, playbook, action, period, now)
  }
  for (const moment of Object.values(next.moments)) next = schedule(next, playbook, moment, now)
  return prune(next, now)
}
