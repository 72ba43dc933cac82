/** The ask to show now, or every reason why not: a pure function of the playbook, the book, the facts and the time. */
import type { ReasonCode } from '../api'
import { actionOf } from '../moment/action-of'
import type { AskRecord, Moment } from '../moment/book'
import { isForced, isOpen } from '../moment/standing'
import type { Ask, Playbook } from '../playbook/schema'
import { reasonsAgainst } from './eligible'
import type { Present } from './facts'
import { limitsOf } from './limit-reasons'
import type { Reason } from './reason'

export type { ReasonCode } from '../api'
export type { Reason } from './reason'

export type Circumstances = Omit<Present, 'playbook'> & { playbook: Playbook | undefined }

export interface DueAsk {
  /** The moment's key. */
  key: string
  action: string
  moment: Moment
  ask: Ask
  record: AskRecord
}

/** Either the ask to show, or why there is none and when, by the passing of time alone, there could be one. */
export type Decision = { ask: DueAsk } | { reasons: Reason[]; until?: number | undefined }

/**
 * Negative when `a` comes before `b`, of two asks that could both be shown: one made by hand; then the one that expires
 * first; then the more recent moment; then the key that sorts first.
 */
const order = (a: DueAsk, b: DueAsk, now: number): number => {
  const by = (rank: (one: DueAsk) => number) => rank(a) - rank(b)
  return (
    by(({ record }) => -isForced(record, now)) ||
    by(({ record }) => record.expires ?? 9e15) ||
    by(({ moment }) => -moment.at) ||
    (a.key < b.key ? -1 : 1)
  )
}

/**
 * Decides what to ask now. Facts are read here, when the ask is about to be shown, not when it was scheduled.
 * Its cost grows with the asks remembered and due, not with actions or lessons.
 * @returns `ask`, or `reasons`: each code once, with the moment it ends for first.
 */
export function decide({ playbook, ...rest }: Circumstances): Decision {
  if (!playbook) return { reasons: [{ code: 'no-playbook' }] }
  const present = { playbook, ...rest }
  const { book, now } = present
  const limits = limitsOf(present)
  const told = new Map<ReasonCode, Reason>()
  /** Limits that were told of: they hold back the next ask alike. */
  const held = new Set<Reason[]>()
  let until = 1 / 0
  let best: DueAsk | undefined
  for (const record of Object.values(book.asks)) {
    const { action, moment: key, due = 1 / 0, expires = 1 / 0, forced } = record
    if (!isOpen(record, now)) continue
    // What can't come first, or is held back like one before, needs no look.
    if (!forced && (expires > (best?.record.expires ?? 1 / 0) || (due <= now && held.has(limits(record))))) continue
    const reasons = reasonsAgainst(record, present, limits)
    if (!reasons.length) {
      const ask = actionOf(playbook, action)?.ask as Ask
      const candidate = { key, action, moment: book.moments[key] as Moment, ask, record }
      if (!best || order(candidate, best, now) < 0) best = candidate
    } else if (due <= now) held.add(reasons)
    let last = 0
    for (const reason of reasons) {
      const { code, until: end = 1 / 0 } = reason
      const before = told.get(code)
      if (!before || end < (before.until ?? 1 / 0)) told.set(code, { ...reason, action, moment: book.moments[key]?.id })
      if (end < 1 / 0) last = Math.max(last, end)
    }
    if (last) until = Math.min(until, last)
  }
  if (best) return { ask: best }
  if (!told.size) told.set('no-moment', { code: 'no-moment' })
  return { reasons: [...told.values()], until: until < 1 / 0 ? until : undefined }
}
