/** How often a user may be asked: CONTRACT 3, Limits. */
import { periodOf } from '../moment/schedule'
import { milliseconds } from '../playbook/duration'
import type { Ask, Limits, Playbook } from '../playbook/schema'

/** The limits of one ask with every default filled in. Spans are in milliseconds. */
export interface Bounds {
  cooldown: number
  answered: number
  dismissed: number
  perSession: number
  per30Days: number
  perYear: number
  quiet: number
  snooze: number
  snoozes: number
  displays: number
  dismissals: number
  giveUp: number
  sample: number
}

/** One playbook's bounds by ask: `decide` reads them for every ask that is due, and the durations need parsing once. */
const known = new WeakMap<Playbook, WeakMap<object, Bounds>>()

function resolve(playbook: Playbook, ask: Ask): Bounds {
  const limits: Limits = { ...playbook.limits, ...ask.limits }
  const same = { ...playbook.limits?.sameAction, ...ask.limits?.sameAction }
  const giveUp = limits.giveUp ?? { dismissals: 2, for: '180d' }
  const span = (duration: string | undefined, otherwise: string) => milliseconds(duration ?? otherwise)
  const period = periodOf(ask)
  return {
    cooldown: span(limits.cooldown, '14d'),
    answered: (!ask.limits?.sameAction?.answered && period) || span(same.answered, '30d'),
    dismissed: span(same.dismissed, '60d'),
    perSession: limits.perSession ?? 1,
    per30Days: limits.per30Days ?? 2,
    perYear: limits.perYear ?? 6,
    quiet: span(limits.quiet, '0s'),
    snooze: span(limits.snooze, '3d'),
    snoozes: limits.snoozes ?? 2,
    displays: limits.displays ?? 2,
    dismissals: giveUp.dismissals,
    giveUp: milliseconds(giveUp.for),
    sample: limits.sample ?? 1,
  }
}

/**
 * The ask's own limits over the playbook's over the defaults; for `every` and `digest`, `answered` defaults to the period.
 * Asks that have nothing of their own share one object.
 */
export function boundsOf(playbook: Playbook, ask: Ask): Bounds {
  let byAsk = known.get(playbook)
  if (!byAsk) {
    byAsk = new WeakMap()
    known.set(playbook, byAsk)
  }
  const own = ask.limits || periodOf(ask) ? ask : playbook
  let bounds = byAsk.get(own)
  if (!bounds) {
    bounds = resolve(playbook, ask)
    byAsk.set(own, bounds)
  }
  return bounds
}
