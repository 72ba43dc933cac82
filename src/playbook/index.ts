/** `gainloop/playbook`: read, check and try out playbooks, on a server or in a build. */
export { type Circumstances, type Decision, decide } from '../ask/decide'
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
