/** The ask to show now, or every reason why there is none. A pure function of the playbook, the book, the facts and the time. */
import type { ReasonCode } from '../api'
import type { AskRecord, Moment } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Ask } from '../playbook/schema'
import type { Circumstances } from './circumstances'
import { earlyCode, firstRefusals } from './eligibility'
import { createLimitCheck } from './limits'
import type { Refusal } from './refusal'
import { isForced, isOpen } from './status'

export interface DueAsk {
  /** The moment's key. */
  key: string
  action: string
  moment: Moment
  /** The action's ask, as the playbook has it. */
  ask: Ask
  record: AskRecord
}

/** Either the ask to show, or why there is none, and when the passing of time alone could change that. */
export type Decision = { ask: DueAsk } | { reasons: Refusal[]; until?: number | undefined }

/**
 * Negative when `a` comes before `b`, of two asks that could both be shown: first one made by `ask()`, then the one that
 * expires first, then the more recent moment, then the key that sorts first.
 */
const compare = (a: DueAsk, b: DueAsk, now: number): number => {
  const by = (rank: (one: DueAsk) => number) => rank(a) - rank(b)
  return (
    by(({ record }) => -Number(isForced(record, now))) ||
    by(({ record }) => record.expires ?? Number.MAX_SAFE_INTEGER) ||
    by(({ moment }) => -moment.at) ||
    (a.key < b.key ? -1 : 1)
  )
}

/** Each code once, with the moment it ends for first, and when the first ask is free again. */
class Reasons {
  private readonly byCode = new Map<ReasonCode, Refusal>()
  private until = Infinity

  constructor(private readonly moments: Record<string, Moment>) {}

  /** For an ask that is not due yet. */
  addEarly(record: AskRecord, code: ReasonCode): void {
    const { due = Infinity } = record
    if (this.endsFirst(code, due)) this.set(record, { code, until: record.due })
    this.until = Math.min(this.until, due)
  }

  /** For an ask that is due. It is free again once the last of its reasons ends. */
  addAll(record: AskRecord, refusals: readonly Refusal[]): void {
    let last = 0
    for (const refusal of refusals) {
      if (this.endsFirst(refusal.code, refusal.until ?? Infinity)) this.set(record, refusal)
      last = Math.max(last, refusal.until ?? 0)
    }
    if (last > 0) this.until = Math.min(this.until, last)
  }

  private endsFirst(code: ReasonCode, until: number): boolean {
    const known = this.byCode.get(code)
    return !known || until < (known.until ?? Infinity)
  }

  private set({ action, moment }: AskRecord, refusal: Refusal): void {
    this.byCode.set(refusal.code, { ...refusal, action, moment: this.moments[moment]?.id })
  }

  decision(): Decision {
    const reasons = [...this.byCode.values()]
    if (reasons.length === 0) return { reasons: [{ code: 'no-moment' }] }
    return { reasons, until: Number.isFinite(this.until) ? this.until : undefined }
  }
}

/**
 * Decides what to ask now. Facts are read here, when the ask is about to be shown, not when it was scheduled.
 * Its cost grows with the asks that are remembered and due, not with the playbook's actions or lessons.
 * @returns `ask`, or `reasons`: each code once, with the moment it ends for first
 */
export function decide({
  playbook,
  ...rest
}: Omit<Circumstances, 'playbook'> & { playbook: CompiledPlaybook | undefined }): Decision {
  if (!playbook) return { reasons: [{ code: 'no-playbook' }] }
  const circumstances = { playbook, ...rest }
  const { book, now } = circumstances
  const check = createLimitCheck(circumstances)
  const reasons = new Reasons(book.moments)
  /** Lists of limits that held back an ask before: they hold back the next one alike. */
  const holding = new Set<Refusal[]>()
  let best: DueAsk | undefined
  for (const record of Object.values(book.asks)) {
    if (!isOpen(record, now)) continue
    const early = earlyCode(record, circumstances)
    if (early) {
      reasons.addEarly(record, early)
      continue
    }
    // An ask that can't come first, or is held back like one before, needs no look.
    const isLater = best !== undefined && (record.expires ?? Infinity) > (best.record.expires ?? Infinity)
    const isHeld = () => record.displays.length === 0 && holding.has(check(record))
    if (!isForced(record, now) && (isLater || isHeld())) continue
    const refusals = firstRefusals(record, circumstances, check)
    const moment = book.moments[record.moment]
    const action = playbook.actions[record.action]
    if (refusals.length === 0 && moment && action) {
      const candidate = { key: record.moment, action: record.action, moment, ask: action.source.ask, record }
      if (!best || compare(candidate, best, now) < 0) best = candidate
    } else {
      holding.add(refusals)
      reasons.addAll(record, refusals)
    }
  }
  return best ? { ask: best } : reasons.decision()
}
