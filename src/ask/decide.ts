/** The ask to show now, or every reason why not: a pure function of the playbook, the book, the facts and the time. */
import { actionOf } from '../moment/action-of'
import type { AskRecord, Book, Moment } from '../moment/book'
import type { Ask, Playbook } from '../playbook/schema'
import { conditionReason, earlyReason, settledReason } from './eligible'
import type { Facts } from './facts'
import { isCounted, limitReasons, type Situation } from './limit-reasons'
import { boundsOf } from './limits'
import { type Reason, reason } from './reason'
import { isForced, isOpen } from './standing'

export type { Reason, ReasonCode } from './reason'

export interface Circumstances {
  playbook: Playbook | undefined
  book: Book
  facts: Facts
  now: number
}

export interface DueAsk {
  /** The moment's key. */
  key: string
  action: string
  moment: Moment
  ask: Ask
  record: AskRecord
}

/** Either the ask to show, or why there is none and when, by the passing of time alone, there could be one. */
export type Decision = { ask: DueAsk } | { reasons: Reason[]; until?: number }

/** What stands against any ask at this instant. */
export const generalReasons = ({ consent, busy }: Facts): Reason[] => [
  ...(consent === false ? [reason('consent')] : []),
  ...(busy ? [reason('busy', { what: busy })] : []),
]

/**
 * Which of two asks that could both be shown comes first: one made by hand; then the one that expires first; then the
 * more recent moment; then the playbook's order of actions; then the key.
 */
const byPriority =
  (playbook: Playbook, now: number) =>
  (a: DueAsk, b: DueAsk): number => {
    const order = (action: string) => Object.keys(playbook.actions).indexOf(action)
    return (
      Number(isForced(b.record, now)) - Number(isForced(a.record, now)) ||
      (a.record.expires ?? 1 / 0) - (b.record.expires ?? 1 / 0) ||
      b.moment.at - a.moment.at ||
      order(a.action) - order(b.action) ||
      (a.key < b.key ? -1 : 1)
    )
  }

/** The asks no limit, time or status stands against; told of every other by `refuse`. */
function candidates(situation: Situation, refuse: (key: string, reasons: Reason[]) => void): DueAsk[] {
  const { playbook, book, now } = situation
  /** Limits are the same for all asks of one action that were never shown. */
  const fresh = new Map<string, Reason[]>()
  const ready: DueAsk[] = []
  for (const key in book.asks) {
    const record = book.asks[key] as AskRecord
    if (!isOpen(record, now)) continue
    const moment = book.moments[key]
    if (!moment) continue
    const { action } = record
    const ask = actionOf(playbook, action)?.ask
    if (!ask) {
      refuse(key, [reason('unknown-action')])
      continue
    }
    const before = settledReason(record, moment, ask, situation) ?? earlyReason(record, ask, now)
    let against = before
      ? [before]
      : isForced(record, now)
        ? []
        : record.displays.length
          ? undefined
          : fresh.get(action)
    if (!against) {
      against = limitReasons(record, boundsOf(playbook, ask), situation)
      if (!record.displays.length) fresh.set(action, against)
    }
    if (against.length) refuse(key, against)
    else ready.push({ key, action, moment, ask, record })
  }
  return ready
}

/**
 * Decides what to ask now. Facts are read here, when the ask is about to be shown, not when it was scheduled.
 * Its cost grows with the asks remembered, not with actions or lessons.
 * @returns `ask`, or `reasons`: each limit once for each action, everything else once for each moment.
 */
export function decide({ playbook, book, facts, now }: Circumstances): Decision {
  if (!playbook) return { reasons: [reason('no-playbook')] }
  const shown = Object.values(book.asks).filter(isCounted)
  const situation = { playbook, book, facts, now, shown }
  const reasons = generalReasons(facts)
  const told = new Set<Reason[]>()
  let until = 1 / 0
  const refuse = (key: string, against: Reason[]) => {
    const times = against.flatMap((each) => each.until ?? [])
    if (times.length) until = Math.min(until, Math.max(...times))
    if (told.has(against)) return
    told.add(against)
    const { action, id } = book.moments[key] as Moment
    for (const each of against) reasons.push({ ...each, action, moment: id })
  }
  const free = !reasons.length
  for (const ask of candidates(situation, refuse).sort(byPriority(playbook, now))) {
    const against = conditionReason(ask.moment, ask.ask, situation)
    if (against) refuse(ask.key, [against])
    else if (free) return { ask }
    else break
  }
  if (!reasons.length) reasons.push(reason('no-moment'))
  return until < 1 / 0 ? { reasons, until } : { reasons }
}
