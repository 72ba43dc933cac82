/** `gainloop/playbook`: read, check and try out playbooks, on a server or in a build. */
export type { Facts } from './ask/circumstances'
export type { Decision, DueAsk } from './ask/decide'
export { type Circumstances, decide } from './ask/decide-source'
export type { Refusal } from './ask/refusal'
export { type Cell } from './check/cells'
export { type Coverage, coverage, type Hole, type LessonWarning, type LessonWarning as Finding } from './check/coverage'
export { playbookJsonSchema } from './check/json-schema'
export { matchesChecked as matches } from './check/matches'
export { type ParseProblem, type Parsing, parsePlaybook } from './check/parse'
export type { Problem } from './check/problem'
export { type ChooseInput, type Choosing, chooseLesson } from './lesson/choose'
export { type NeverFirst, neverFirst } from './lesson/never-first'
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
  PlaybookInput,
  PluralText,
  Scale,
  ScaleKind,
  Text,
  Theme,
  Url,
  When,
} from './playbook/schema'
