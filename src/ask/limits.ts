/** The limits and the states of the page that hold an ask back. Limits count asks shown, and no ask counts against itself. */
import type { ReasonCode } from '../api'
import { type AskRecord, seedOf } from '../moment/book'
import { DAY, isNear } from '../moment/clock'
import { type CompiledLimits, limitsFor } from '../playbook/compiled'
import { share } from '../playbook/share'
import type { Circumstances } from './circumstances'
import type { Refusal } from './refusal'
import { dismissedAt } from './status'

/** Something that happened, to an ask or to the user. */
interface AskEvent {
  record?: AskRecord
  at: number
}

/** What has happened so far, the latest first. */
interface Past {
  shown: AskEvent[]
  answered: AskEvent[]
  dismissed: AskEvent[]
  /** Actions of which an ask was shown. */
  actions: Set<string>
}

const pastOf = ({ playbook, book }: Circumstances): Past => {
  const shown = Object.values(book.asks).filter(({ displays }) => displays.length > 0)
  /** @param when returns nothing, or 0, where it did not happen */
  const latestFirst = (when: (record: AskRecord) => number | undefined): AskEvent[] =>
    shown
      .flatMap((record) => {
        const at = when(record)
        return at ? [{ record, at }] : []
      })
      .sort((a, b) => b.at - a.at)
  return {
    shown: latestFirst(({ displays }) => displays.at(-1)),
    answered: latestFirst(({ status, settled }) => (status === 'answered' ? settled : 0)),
    dismissed: latestFirst((record) => dismissedAt(record, limitsFor(playbook, record.action).displays)),
    actions: new Set(shown.map(({ action }) => action)),
  }
}

/**
 * Every limit that holds for one ask.
 *
 * `per30Days` and `perYear` count asks, not displays: one that was snoozed and comes back is still one ask, and its latest
 * display says when it leaves the window. `giveUp` holds for `for` after the last of `dismissals` dismissals, each within
 * `for` of the next. Times are compared in both directions, see `isNear`.
 */
const refusalsFor = (
  record: AskRecord,
  limits: CompiledLimits,
  past: Past,
  { book, facts, now }: Circumstances,
): Refusal[] => {
  const refusals: Refusal[] = []
  /** Refuses while `most` of these events are within the span. The one that leaves it first says until when. */
  const hold = (code: ReasonCode, events: AskEvent[], span: number, most = 1, what?: Refusal['what']): void => {
    let count = 0
    let last: AskEvent | undefined
    for (const event of events) {
      if (count >= most) break
      if (event.record === record || !isNear(now, event.at, span)) continue
      count++
      last = event
    }
    if (count >= most) refusals.push({ code, at: last?.at, limit: span, until: last && last.at + span, what })
  }
  const { sameAction, giveUp, perAccount, sample } = limits
  const ofThisAction = (events: AskEvent[]) => events.filter((event) => event.record?.action === record.action)
  if (facts.consent === false) refusals.push({ code: 'consent' })
  if (facts.busy) refusals.push({ code: 'busy', what: facts.busy })
  hold('cooldown', past.shown, limits.cooldown)
  if ((facts.session?.asks ?? 0) >= limits.perSession) refusals.push({ code: 'session-cap' })
  hold('cap-30-days', past.shown, 30 * DAY, limits.per30Days)
  hold('cap-year', past.shown, 365 * DAY, limits.perYear)
  const { account } = book.user
  if (perAccount && account) {
    const ofColleagues = (account.asked ?? []).map((at): AskEvent => ({ at }))
    const all = [...past.shown, ...ofColleagues].sort((a, b) => b.at - a.at)
    hold('account-limit', all, perAccount.per, perAccount.asks)
  }
  hold('quiet', [{ at: book.user.since }], limits.quiet)
  const inARow = past.dismissed.filter(({ at }, index) =>
    isNear(at, past.dismissed[index + giveUp.dismissals - 1]?.at, giveUp.for),
  )
  hold('give-up', inARow, giveUp.for, 1, giveUp.dismissals)
  if (past.actions.has(record.action)) {
    hold('same-action', ofThisAction(past.answered), sameAction.answered, 1, 'answered')
    hold('same-action', ofThisAction(past.dismissed), sameAction.dismissed, 1, 'dismissed')
  }
  if (sample < 1 && share(seedOf(book.user), record.action) >= sample) refusals.push({ code: 'sampled-out' })
  return refusals
}

/** Finds what holds an ask back. Asks for which the answer must be the same share one list. */
export type LimitCheck = (record: AskRecord) => Refusal[]

export function createLimitCheck(circumstances: Circumstances): LimitCheck {
  const { playbook } = circumstances
  let past: Past | undefined
  const byAction = new Map<string, Refusal[]>()
  const byLimits = new Map<CompiledLimits, Refusal[]>()
  const find = (record: AskRecord): Refusal[] => {
    const { action, displays } = record
    const limits = limitsFor(playbook, action)
    past ??= pastOf(circumstances)
    // An ask that was shown does not count against itself, so it has a list of its own.
    if (displays.length > 0 || limits.sample < 1 || past.actions.has(action))
      return refusalsFor(record, limits, past, circumstances)
    // Nothing depends on the action: asks with the same limits are held back alike.
    const refusals = byLimits.get(limits) ?? refusalsFor(record, limits, past, circumstances)
    byLimits.set(limits, refusals)
    return refusals
  }
  return (record) => {
    if (record.displays.length > 0) return find(record)
    const refusals = byAction.get(record.action) ?? find(record)
    byAction.set(record.action, refusals)
    return refusals
  }
}
