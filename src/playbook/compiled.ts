/** A playbook as the stages use it: times in milliseconds, conditions as functions, every default filled in. */
import type { Predicate } from './condition-operators'
import type { Mistake } from './mistake'
import type {
  Action,
  Band,
  Choice,
  Lesson,
  LessonFor,
  LessonKind,
  Match,
  Metric,
  Playbook,
  ScaleKind,
  Text,
} from './schema'

export interface CompiledPlaybook {
  /** The playbook as it was written. */
  source: Playbook
  id: string
  name: Text
  /** The first is the default. */
  languages: readonly string[]
  segments: readonly CompiledSegment[]
  /** The playbook's own limits. An ask may have others, see `CompiledAsk`. */
  limits: CompiledLimits
  /** Interface strings that the playbook replaces. */
  texts: Readonly<Record<string, Text>>
  /** Which match counts first when a lesson is chosen. */
  prefer: readonly Match[]
  /** The share of users who are shown no lesson, 0 to 1. */
  holdout: number
  /** The share of users who are reminded of no plan, 0 to 1. */
  unreminded: number
  /** Without a prototype, so that no inherited name is taken for an action. */
  actions: Readonly<Record<string, CompiledAction>>
  lessons: readonly CompiledLesson[]
  /** The lessons whose `for` lists the action and the band, or leaves them out. In the playbook's order. */
  lessonsFor(action: string, band: Band): readonly CompiledLesson[]
  /** What could not be compiled, and where. A playbook with problems is not to be used. */
  problems: readonly Mistake[]
}

export interface CompiledSegment {
  name: string
  includes: Predicate
}

export interface CompiledAction {
  source: Action
  name: Text
  goal: CompiledGoal | undefined
  /** Without a prototype, like `actions`. */
  metrics: Readonly<Record<string, CompiledMetric>>
  ask: CompiledAsk
}

export interface CompiledGoal {
  question: Text
  options: Choice[]
  /** Whether users may state a goal in their own words. */
  other: boolean
}

export interface CompiledMetric {
  source: Metric
  /** With `digest`: the figure is the period's own sum or count. */
  from: Metric['from']
  /** What becomes of it where several tracks of a period report it. */
  fold: NonNullable<Metric['fold']>
  better: Metric['better']
  /** Undefined where the metric has no such condition. */
  isReached: ((value: number) => boolean) | undefined
  isMissed: ((value: number) => boolean) | undefined
}

/** When an ask becomes due. Times are in milliseconds. */
export type Trigger =
  | { kind: 'after'; delay: number }
  | { kind: 'result' }
  | { kind: 'every'; period: number }
  | { kind: 'digest'; period: number; sum: string; atLeast: number }

export interface CompiledAsk {
  /** Undefined where nothing is asked: the figures are told, once they decide. */
  question: Text | undefined
  /** Why this is asked. @default the card's own words */
  why: Text | undefined
  trigger: Trigger
  condition: CompiledCondition
  /** How long it can be answered once it is due, in milliseconds. */
  expires: number
  /** What "Too early to tell" offers, in milliseconds. */
  tooEarly: readonly number[]
  scale: CompiledScale
  obstacles: Choice[]
  strengths: Choice[]
  /** Whether the card offers a comment. */
  comment: boolean
  /** The ask's own limits over the playbook's. Asks without limits of their own share the playbook's object. */
  limits: CompiledLimits
  judge: 'user' | 'metrics'
}

export interface CompiledCondition {
  holds: Predicate
  /** Whether it reads `history`, which has to be counted from the whole book. */
  readsHistory: boolean
}

export interface CompiledScale {
  kind: ScaleKind
  /** For `number`: the metric whose figure the user types. */
  metric?: string | undefined
  /** What the lowest and the highest value mean. */
  low?: Text | undefined
  high?: Text | undefined
  /** By value, as a string. */
  labels?: Record<string, Text> | undefined
}

/** How often a user may be asked. Spans are in milliseconds, `sample` is a share from 0 to 1. */
export interface CompiledLimits {
  cooldown: number
  sameAction: { answered: number; dismissed: number }
  perSession: number
  per30Days: number
  perYear: number
  quiet: number
  snooze: number
  snoozes: number
  displays: number
  giveUp: { dismissals: number; for: number }
  goal: { every: number; skips: number; for: number }
  /** Of all users of an account together. Undefined: no limit. */
  perAccount: { asks: number; per: number } | undefined
  sample: number
}

export interface CompiledLesson {
  source: Lesson
  id: string
  kind: LessonKind
  weight: number
  /** Lists that are left out mean any. */
  for: Omit<LessonFor, 'if'>
  /** The lesson's `if`. Undefined where it has none. */
  condition: Predicate | undefined
  /** Ids of lessons that have to be completed first. */
  after: readonly string[]
  /** From when it is shown, in milliseconds since 1970. @default -Infinity */
  from: number
  /** From when it is no longer shown, in milliseconds since 1970. @default Infinity */
  until: number
  /** When its webinar begins, in milliseconds since 1970. -Infinity for other kinds. */
  starts: number
  /** When its webinar is over, in milliseconds since 1970. Infinity for other kinds. */
  ends: number
  /** How long after its completion it may be shown again, in milliseconds. @default Infinity */
  repeat: number
}

/** The names of the segments a user is in, in the playbook's order. */
export const segmentsOf = (
  { segments }: Pick<CompiledPlaybook, 'segments'>,
  facts: Record<string, unknown>,
): string[] => segments.filter(({ includes }) => includes(facts)).map(({ name }) => name)

/** The limits of an action's asks: the playbook's for an action the playbook does not have any more. */
export const limitsFor = ({ actions, limits }: CompiledPlaybook, action: string): CompiledLimits =>
  actions[action]?.ask.limits ?? limits
