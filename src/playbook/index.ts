/** `gainloop/playbook`: read, check and try out playbooks, on a server or in a build. */
export type { Facts } from '../ask/circumstances'
export type { Decision, DueAsk } from '../ask/decide'
export { type Circumstances, decide } from '../ask/decide-source'
export type { Refusal } from '../ask/refusal'
export { type ChooseInput, type Choosing, chooseLesson } from '../lesson/choose'
export { type NeverFirst, neverFirst } from '../lesson/never-first'
export { type Cell, type Coverage, coverage, type Finding, type Hole } from './coverage'
export { playbookJsonSchema } from './json-schema'
export { matchesChecked as matches } from './matches-checked'
export { type ParseProblem, type Parsing, parsePlaybook } from './parse'
export type { Problem } from './problem'
export type {
  Action,
  Ask,
  Band,
  Block,
  Choice,
  Condition,
  Goal,
  Lesson,
  LessonFor,
  LessonKind,
  LessonOf,
  Limits,
  Metric,
  Playbook,
  PluralText,
  Scale,
  ScaleKind,
  Text,
  Theme,
  Url,
  When,
} from './schema'
