/** Limits in milliseconds, with every default filled in. */
import type { CompiledLimits } from './compiled'
import type { Compiler } from './compiler'
import { defaults } from './defaults'
import { milliseconds } from './duration'
import type { Path } from './mistake'
import type { Limits } from './schema'

const { cooldown, sameAction, quiet, snooze, giveUp, goal, ...counts } = defaults.limits

export const DEFAULT_LIMITS: CompiledLimits = {
  ...counts,
  cooldown: milliseconds(cooldown),
  sameAction: { answered: milliseconds(sameAction.answered), dismissed: milliseconds(sameAction.dismissed) },
  quiet: milliseconds(quiet),
  snooze: milliseconds(snooze),
  giveUp: { dismissals: giveUp.dismissals, for: milliseconds(giveUp.for) },
  goal: { every: milliseconds(goal.every), skips: goal.skips, for: milliseconds(goal.for) },
  perAccount: undefined,
}

/** `limits` over `base`. */
export const compileLimits = (
  limits: Limits,
  base: CompiledLimits,
  path: Path,
  { duration }: Compiler,
): CompiledLimits => {
  const span = (value: string | undefined, fallback: number, ...keys: string[]): number =>
    value === undefined ? fallback : duration(value, [...path, ...keys])
  return {
    cooldown: span(limits.cooldown, base.cooldown, 'cooldown'),
    sameAction: {
      answered: span(limits.sameAction?.answered, base.sameAction.answered, 'sameAction', 'answered'),
      dismissed: span(limits.sameAction?.dismissed, base.sameAction.dismissed, 'sameAction', 'dismissed'),
    },
    perSession: limits.perSession ?? base.perSession,
    per30Days: limits.per30Days ?? base.per30Days,
    perYear: limits.perYear ?? base.perYear,
    quiet: span(limits.quiet, base.quiet, 'quiet'),
    snooze: span(limits.snooze, base.snooze, 'snooze'),
    snoozes: limits.snoozes ?? base.snoozes,
    displays: limits.displays ?? base.displays,
    giveUp: {
      dismissals: limits.giveUp?.dismissals ?? base.giveUp.dismissals,
      for: span(limits.giveUp?.for, base.giveUp.for, 'giveUp', 'for'),
    },
    goal: {
      every: span(limits.goal?.every, base.goal.every, 'goal', 'every'),
      skips: limits.goal?.skips ?? base.goal.skips,
      for: span(limits.goal?.for, base.goal.for, 'goal', 'for'),
    },
    perAccount: limits.perAccount
      ? { asks: limits.perAccount.asks, per: span(limits.perAccount.per, 0, 'perAccount', 'per') }
      : base.perAccount,
    sample: limits.sample ?? base.sample,
  }
}
