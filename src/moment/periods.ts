/** Brings the book up to date: what time, another device or the vendor's server have changed since it was last used. */
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Book } from './book'
import { tick } from './clock'
import { periodMoment } from './digest'
import { adoptPeriods } from './foreign-periods'
import { prune } from './prune'
import { update } from './records'
import { newAsk, remember } from './remember'
import { scheduleOf } from './schedule'

/** A rating that came from another device answers the ask here. */
function settleRated(book: Book): Book {
  let next = book
  for (const { action, moment: id, at } of Object.values(book.ratings)) {
    const fresh = newAsk({ action, id }, at)
    const { status, displays } = book.asks[fresh.moment] ?? fresh
    if (status === 'answered') continue
    const shown = displays.length > 0 ? displays : [at]
    next = update(next, 'asks', fresh.moment, { status: 'answered', settled: at, displays: shown }, at, fresh)
  }
  return next
}

/** Opens the present period of each `every` action, and the last one while it can still be asked about. */
function openEvery(book: Book, playbook: CompiledPlaybook, now: number): Book {
  let next = book
  for (const [action, { ask }] of Object.entries(playbook.actions)) {
    const { trigger } = ask
    if (trigger.kind !== 'every') continue
    for (const time of [now - trigger.period, now]) {
      const moment = periodMoment(next, action, trigger.period, time, now)
      const { expires = 0 } = scheduleOf(playbook, moment, now) ?? {}
      if (expires > now && moment.at >= next.user.since) next = remember(next, playbook, moment, now)
    }
  }
  return next
}

/**
 * The book as of `now`. Call it first at every wake-up, and after every `merge`. It notes the time (`clock.ts`), settles asks
 * that were rated elsewhere, takes in what other periods hold, opens those of `every`, counts tracks in their period, and
 * schedules moments that came without an ask.
 */
export function openPeriods(book: Book, playbook: CompiledPlaybook, now: number): Book {
  let next = openEvery(adoptPeriods(settleRated(tick(book, now)), playbook, now), playbook, now)
  for (const key of Object.keys(next.moments)) {
    // As it is by now: a track before it may have been counted in it.
    const moment = next.moments[key]
    if (moment) next = remember(next, playbook, moment, now)
  }
  return prune(next)
}
