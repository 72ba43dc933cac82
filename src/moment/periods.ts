/** Brings the book up to the present: what time, another device or the vendor's server have brought since it was last used. */
import { milliseconds } from '../playbook/duration'
import type { Playbook } from '../playbook/schema'
import type { Book } from './book'
import { tick } from './clock'
import { periodMoment } from './digest'
import { prune } from './prune'
import { update } from './records'
import { newAsk, remember } from './remember'
import { dueOf, triggerOf } from './schedule'

/** A rating that came from another device answers the ask here. */
function settleRated(book: Book): Book {
  let next = book
  for (const { action, moment: id, at } of Object.values(book.ratings)) {
    const fresh = newAsk({ action, id }, at)
    const { status, displays } = book.asks[fresh.moment] ?? fresh
    if (status !== 'answered') {
      const shown = displays.length ? displays : [at]
      next = update(next, 'asks', fresh.moment, { status: 'answered', settled: at, displays: shown }, at, fresh)
    }
  }
  return next
}

/**
 * The book as of `now`, to be called first at every wake-up and after every `merge`: notes the time (`clock.ts`), settles
 * asks whose rating came without them, opens the periods of `every` (the present one, and the last while it can still be
 * asked about; older ones are not made up for), folds tracks into their `digest`, and schedules moments that came without an ask.
 */
export function openPeriods(book: Book, playbook: Playbook, now: number): Book {
  let next = settleRated(tick(book, now))
  for (const action in playbook.actions) {
    const { every, sum } = triggerOf(playbook.actions[action]?.ask as never)
    if (!every || sum) continue
    const period = milliseconds(every)
    for (const time of [now - period, now]) {
      const moment = periodMoment(next, action, period, time, now)
      const open = (dueOf(playbook, moment, now)?.expires ?? 0) > now
      if (open && moment.at >= next.user.since) next = remember(next, playbook, moment, now)
    }
  }
  for (const moment of Object.values(next.moments)) next = remember(next, playbook, moment, now)
  return prune(next)
}
