/** Actions, with their goal, metrics and ask. */
import { compileLimits } from './compile-limits'
import type {
  CompiledAction,
  CompiledAsk,
  CompiledCondition,
  CompiledGoal,
  CompiledLimits,
  CompiledMetric,
  CompiledScale,
  Trigger,
} from './compiled'
import type { Compiler } from './compiler'
import { isJoin } from './condition-operators'
import { defaults } from './defaults'
import { isPlain, recordOf } from './plain'
import type { Path } from './mistake'
import type { Action, Ask, Condition, Goal, Metric, When } from './schema'

const compileGoal = ({ question, options, other = defaults.goal.other }: Goal): CompiledGoal => ({
  question,
  options,
  other,
})

const CURRENCY = /^[A-Z]{3}$/i

const compileMetric = (metric: Metric, path: Path, { report, valueCondition }: Compiler): CompiledMetric => {
  const { currency, better, reached, missed } = metric
  // `Intl` throws for any other.
  if (currency !== undefined && !CURRENCY.test(currency))
    report([...path, 'currency'], 'wrong-format', 'a currency code like "EUR"', currency)
  return {
    source: metric,
    better,
    from: metric.from,
    fold: metric.fold ?? defaults.metric.fold,
    isReached: reached && valueCondition(reached, [...path, 'reached']),
    isMissed: missed && valueCondition(missed, [...path, 'missed']),
  }
}

const compileTrigger = (when: When, path: Path, { duration }: Compiler): Trigger => {
  if ('on' in when) return { kind: 'result' }
  if ('after' in when) return { kind: 'after', delay: duration(when.after, [...path, 'after']) }
  if ('every' in when) return { kind: 'every', period: duration(when.every, [...path, 'every']) }
  const { every, sum, atLeast } = when.digest
  return { kind: 'digest', period: duration(every, [...path, 'digest', 'every']), sum, atLeast }
}

const compileScale = (scale: Ask['scale'] = defaults.ask.scale): CompiledScale =>
  typeof scale === 'string' ? { kind: scale } : scale

const readsHistory = (condition: Condition): boolean =>
  Object.entries(condition).some(([key, wanted]) =>
    isJoin(key)
      ? Array.isArray(wanted) && wanted.some((one) => isPlain(one) && readsHistory(one))
      : key.startsWith('history.'),
  )

const UNCONDITIONAL: CompiledCondition = { holds: () => true, readsHistory: false }

const limitsOf = (
  { limits }: Ask,
  trigger: Trigger,
  base: CompiledLimits,
  path: Path,
  compiler: Compiler,
): CompiledLimits => {
  // A user who answered about one period is to be asked about the next, and for the goal of each.
  const own =
    'period' in trigger
      ? {
          ...base,
          sameAction: { ...base.sameAction, answered: trigger.period },
          goal: { ...base.goal, every: 0 },
        }
      : base
  return limits ? compileLimits(limits, own, [...path, 'limits'], compiler) : own
}

const compileAsk = (ask: Ask, base: CompiledLimits, path: Path, compiler: Compiler): CompiledAsk => {
  const {
    question,
    why,
    when = defaults.ask.when,
    if: condition,
    expires = defaults.ask.expires,
    tooEarly = defaults.ask.tooEarly,
    obstacles = [],
    strengths = [],
    comment = defaults.ask.comment,
    judge = defaults.ask.judge,
  } = ask
  const trigger = compileTrigger(when, [...path, 'when'], compiler)
  return {
    question,
    why,
    trigger,
    condition: condition
      ? { holds: compiler.condition(condition, [...path, 'if']), readsHistory: readsHistory(condition) }
      : UNCONDITIONAL,
    expires: compiler.duration(expires, [...path, 'expires']),
    tooEarly: tooEarly.map((wait, index) => compiler.duration(wait, [...path, 'tooEarly', index])),
    scale: compileScale(ask.scale),
    obstacles,
    strengths,
    comment,
    limits: limitsOf(ask, trigger, base, path, compiler),
    judge,
  }
}

/** @param limits the playbook's */
export const compileAction = (
  id: string,
  action: Action,
  limits: CompiledLimits,
  compiler: Compiler,
): CompiledAction => {
  const path = ['actions', id]
  const { name = id, goal, metrics = {}, ask } = action
  return {
    source: action,
    name,
    goal: goal && compileGoal(goal),
    metrics: recordOf(
      Object.entries(metrics).map(([metric, declared]) => [
        metric,
        compileMetric(declared, [...path, 'metrics', metric], compiler),
      ]),
    ),
    ask: compileAsk(ask, limits, [...path, 'ask'], compiler),
  }
}
