/** How often a user may be asked: CONTRACT 3, Limits. */
import { triggerOf } from '../moment/schedule'
import { milliseconds } from '../playbook/duration'
import type { Ask, Limits, Playbook } from '../playbook/schema'

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

/** The limits of one ask with every default filled in. Spans are in milliseconds. */
export type Bounds = Record<keyof typeof DEFAULTS, number>

const flat = (limits: Limits = {}) => ({ ...limits, ...limits.sameAction, ...limits.giveUp })

/** Bounds once worked out, and the limits they came from: `decide` reads them for every ask that is due. */
const known = new WeakMap<object, [Limits | undefined, Bounds]>()

/**
 * The ask's own limits over the playbook's over the defaults; for `every` and `digest`, `answered` defaults to the period.
 * Asks that have nothing of their own share one object.
 */
export function boundsOf(playbook: Playbook, ask: Ask | undefined): Bounds {
  const { limits } = playbook
  const every = ask && triggerOf(ask).every
  const from = ask?.limits || every ? (ask as Ask) : playbook
  const before = known.get(from)
  if (before && before[0] === limits) return before[1]
  const all = { ...DEFAULTS, ...flat(limits), ...(every && { answered: every }), ...flat(ask?.limits) }
  const bounds: Record<string, unknown> = all
  for (const name in bounds) if (typeof bounds[name] === 'string') bounds[name] = milliseconds(bounds[name])
  known.set(from, [limits, bounds as Bounds])
  return bounds as Bounds
}
