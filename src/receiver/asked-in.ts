/** When colleagues were asked, for `limits.perAccount`: times alone, never who it was or what they answered. */
import type { State } from '../delivery/state-schema'
import { DAY } from '../moment/clock'
import type { Store } from './store'

/** As far back as any limit of a playbook is likely to look. */
const LOOK_BACK = 366 * DAY

/** The most asks that are read, each once for every time it was shown. */
const MOST = 1_000

/**
 * The account with the time of each ask that another user of it was shown last. Undefined where the store can't tell.
 * @param skew how far the clock of the requesting device is behind the receiver's, in ms: the times are in that clock
 */
export async function askedIn(
  store: Pick<Store, 'asksIn'>,
  account: string,
  subject: string,
  now: number,
  skew: number,
): Promise<NonNullable<State['account']> | undefined> {
  const asks = await store.asksIn?.(account, now - LOOK_BACK, MOST)
  if (!asks) return undefined
  // An ask that is shown again is still one: the latest time is the first of the list.
  const latest = new Map<string, number>()
  for (const { subject: whose, ask, at } of asks) {
    const key = `${whose}\0${ask}`
    if (whose !== subject && !latest.has(key)) latest.set(key, at)
  }
  return { id: account, asked: [...latest.values()].map((at) => at - skew) }
}
