/** How often a user may be asked: CONTRACT 3, Limits. */
import { actionOf } from '../moment/action-of'
import { triggerOf } from '../moment/schedule'
import { milliseconds } from '../playbook/duration'
import type { Limits, Playbook } from '../playbook/schema'

/** The defaults, flat: `sameAction` and `giveUp` by their members' names. */
const DEFAULTS = {
  cooldown: '14d',
  answered: '30d',
  dismissed: '60d',
  perSession: 1,
  per30Days: 2,
  perYear: 6,
  quiet: '0s',
  snooze: '3d',
  snoozes: 2,
  displays: 2,
  dismissals: 2,
  for: '180d',
  sample: 1,
}

/** The limits of one action's asks with every default filled in. Spans are in milliseconds. */
export type Bounds = Record<keyof typeof DEFAULTS, number>

const flat = (limits: Limits = {}) => ({ ...limits, ...limits.sameAction, ...limits.giveUp })

/** By playbook and action, once worked out: `decide` reads them for every ask that is due. */
const known = new WeakMap<Playbook, Map<string, Bounds>>()

/**
 * The action's own limits over the playbook's over the defaults; for `every` and `digest`, `answered` defaults to the period.
 * Actions that have nothing of their own, and those the playbook does not have, share one object.
 */
export function boundsOf(playbook: Playbook, action: string): Bounds {
  const all = known.get(playbook) ?? new Map<string, Bounds>()
  const before = all.get(action)
  if (before) return before
  const ask = actionOf(playbook, action)?.ask
  const answered = ask && triggerOf(ask).every
  const own = ask?.limits || answered ? action : ''
  const bounds: Record<string, unknown> = all.get(own) ?? {
    ...DEFAULTS,
    ...flat(playbook.limits),
    ...(answered && { answered }),
    ...flat(ask?.limits),
  }
  for (const name in bounds) if (typeof bounds[name] === 'string') bounds[name] = milliseconds(bounds[name])
  known.set(playbook, all.set(own, bounds as Bounds).set(action, bounds as Bounds))
  return bounds as Bounds
}
