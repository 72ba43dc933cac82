/** The ask to show now, or every reason why not: a pure function of the playbook, the book, the facts and the time. */
import { actionOf } from '../moment/action-of'
import type { AskRecord, Book, Moment } from '../moment/book'
import { isForced, isOpen } from '../moment/standing'
import type { Ask, Playbook } from '../playbook/schema'
import { conditionReason, earlyCode, earlyReason, settledReason } from './eligible'
import type { Facts } from './facts'
import { actionLimits, isCounted, limitReasons, type Situation, userLimits } from './limit-reasons'
import { type Bounds, boundsOf } from './limits'
import { type Reason, type ReasonCode, reason } from './reason'

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

interface Plan {
  ask: Ask | undefined
  /** The limits over all actions and those of this one, for an ask that was never shown: alike for all of them. */
  limits: Reason[][]
}

/** What is the same for all asks of one action, looked up once for each action. */
function plans(situation: Situation): (action: string) => Plan {
  const { playbook, shown } = situation
  const ofUser = new Map<Bounds, Reason[]>()
  const known = new Map<string, Plan>()
  return (action) => {
    let plan = known.get(action)
    if (!plan) {
      const ask = actionOf(playbook, action)?.ask
      plan = { ask, limits: [] }
      if (ask) {
        const bounds = boundsOf(playbook, ask)
        const user = ofUser.get(bounds) ?? userLimits(bounds, shown, situation)
        ofUser.set(bounds, user)
        plan.limits = [user, actionLimits(action, bounds, shown, situation)].filter((list) => list.length)
      }
      known.set(action, plan)
    }
    return plan
  }
}

/** What stands against an ask that is due, its condition apart. */
function against(record: AskRecord, moment: Moment, { ask, limits }: Plan, situation: Situation): Reason[][] {
  if (!ask) return [[reason('unknown-action')]]
  const over = settledReason(record, moment, ask, situation)
  if (over) return [[over]]
  if (isForced(record, situation.now)) return []
  if (!record.displays.length) return limits
  const own = limitReasons(record, boundsOf(situation.playbook, ask), situation)
  return own.length ? [own] : []
}

/**
 * Decides what to ask now. Facts are read here, when the ask is about to be shown, not when it was scheduled.
 * Its cost grows with the asks remembered and due, not with actions or lessons.
 * @returns `ask`, or `reasons`: what holds for several moments alike is said once, with the moment it ends for first.
 */
export function decide({ playbook, book, facts, now }: Circumstances): Decision {
  if (!playbook) return { reasons: [reason('no-playbook')] }
  const shown: AskRecord[] = []
  const due: AskRecord[] = []
  /** By code, the first of the asks whose time has not come. */
  const early = new Map<ReasonCode, AskRecord>()
  for (const record of Object.values(book.asks)) {
    if (isCounted(record)) shown.push(record)
    if (!isOpen(record, now)) continue
    const code = earlyCode(record, book, now)
    const first = code && early.get(code)
    if (!code) due.push(record)
    else if (!first || (record.due as number) < (first.due as number)) early.set(code, record)
  }
  const situation = { playbook, book, facts, now, shown }
  const reasons = generalReasons(facts)
  const free = !reasons.length
  const told = new Set<Reason[] | Reason[][]>()
  let until = 1 / 0
  const refuse = ({ action, moment }: AskRecord, lists: Reason[][]) => {
    if (told.has(lists)) return
    told.add(lists)
    let last = 0
    for (const list of lists) {
      for (const each of list) last = Math.max(last, each.until ?? 0)
      if (told.has(list)) continue
      told.add(list)
      for (const each of list) reasons.push({ ...each, action, moment: book.moments[moment]?.id ?? moment })
    }
    if (last) until = Math.min(until, last)
  }
  const planOf = plans(situation)
  const first = byPriority(playbook, now)
  let best: DueAsk | undefined
  for (const record of due) {
    const { action, moment: key, expires = 1 / 0, forced } = record
    if (forced === undefined && expires > (best?.record.expires ?? 1 / 0)) continue
    const plan = planOf(action)
    // What holds back one ask of an action holds back the next that was never shown.
    if (told.has(plan.limits) && !record.displays.length && forced === undefined) continue
    const moment = book.moments[key]
    if (!moment) continue
    const lists = against(record, moment, plan, situation)
    if (lists.length) {
      refuse(record, lists)
      continue
    }
    const candidate = { key, action, moment, ask: plan.ask as Ask, record }
    if (best && first(best, candidate) < 0) continue
    const condition = conditionReason(moment, candidate.ask, situation)
    if (condition) refuse(record, [[condition]])
    else best = candidate
  }
  if (best && free) return { ask: best }
  for (const [code, record] of early) refuse(record, [[earlyReason(code, record)]])
  if (!reasons.length) reasons.push(reason('no-moment'))
  return until < 1 / 0 ? { reasons, until } : { reasons }
}
