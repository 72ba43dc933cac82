/** What holds between the parts of a playbook: names that must exist, dates in order, ids that differ. Both readers apply it. */
import { lowContrasts } from './contrast'
import { milliseconds } from './duration'
import { isLanguage } from './language'
import { own } from './plain'
import type { Path, Report } from './problem'
import type { Action, Choice, Lesson, Playbook, ScaleKind } from './schema'
import { checkUrl } from './text-problems'

const numbers = (least: number, most: number): string[] =>
  Array.from({ length: most - least + 1 }, (_, index) => String(least + index))

/** The values of each scale, as the keys of its labels. */
export const POINTS: Record<ScaleKind, string[]> = {
  outcome: ['yes', 'partly', 'not-yet'],
  attainment: numbers(-2, 2),
  thumbs: ['down', 'up'],
  stars: numbers(1, 5),
  faces: numbers(1, 5),
  nps: numbers(0, 10),
  ease: numbers(1, 7),
  number: [],
}

/** The goal in the user's own words. */
const OTHER = { id: 'other', label: '' }

/** Applies the rules to a playbook whose shape is right. */
export const checkRules = (
  { actions, lessons, segments = {}, languages = [], theme = {} }: Playbook,
  report: Report,
): void => {
  const oneOf = (
    names: readonly string[] | undefined,
    knownOf: () => readonly string[],
    what: string,
    path: Path,
  ): void => {
    if (!names) return
    const known = knownOf()
    for (const [index, name] of names.entries())
      if (!known.includes(name)) report([...path, index], `unknown-${what}`, `the id of a known ${what}`, name, known)
  }
  /** A record looked up by such a name would be found where none was written. */
  const notReserved = (name: string, path: Path): void => {
    if (name in {}) report(path, 'reserved-name', 'another name', name)
  }
  const unique = (ids: string[], path: Path, key: Path = ['id'], expected = 'an id of its own'): void => {
    const seen = new Set<string>()
    for (const [index, id] of ids.entries()) {
      notReserved(id, [...path, index, ...key])
      if (seen.size === seen.add(id).size) report([...path, index, ...key], 'duplicate-id', expected, id)
    }
  }
  const idsOf = (list: readonly { id: string }[] = []): string[] => list.map(({ id }) => id)

  const checkAction = (action: Action, path: Path): void => {
    const { goal, metrics = {}, ask } = action
    const at = [...path, 'ask']
    unique(idsOf(goal && [...goal.options, ...(goal.other ? [OTHER] : [])]), [...path, 'goal', 'options'])
    unique(idsOf(ask.obstacles), [...at, 'obstacles'])
    unique(idsOf(ask.strengths), [...at, 'strengths'])
    for (const [name, { unit, currency }] of Object.entries(metrics)) {
      notReserved(name, [...path, 'metrics', name])
      if (unit === 'currency' && !currency)
        report([...path, 'metrics', name, 'currency'], 'currency-missing', 'a currency code like "EUR"', undefined)
    }
    const { kind, metric, labels = {} } = typeof ask.scale === 'object' ? ask.scale : { kind: ask.scale ?? 'outcome' }
    if (metric === undefined ? kind === 'number' : !own(metrics, metric))
      report(
        [...at, 'scale', 'metric'],
        'unknown-metric',
        'the name of a metric of this action',
        metric,
        Object.keys(metrics),
      )
    for (const key of Object.keys(labels))
      if (!POINTS[kind].includes(key))
        report([...at, 'scale', 'labels', key], 'unknown-point', `a value of the scale ${kind}`, key, POINTS[kind])
    const every =
      ask.when && ('every' in ask.when ? ask.when : 'digest' in ask.when ? ask.when.digest : undefined)?.every
    if (every && !milliseconds(every))
      report([...at, 'when', 'every'], 'out-of-range', 'a period of more than nothing', every)
  }

  const checkLesson = (lesson: Lesson, path: Path): void => {
    const { for: whom } = lesson
    const at = [...path, 'for']
    const its = whom.actions?.map((name) => own(actions, name)) ?? Object.values(actions)
    const of = (choices: (action: Action) => Choice[] | undefined) => (): string[] =>
      its.flatMap((action) => idsOf(action && choices(action)))
    oneOf(whom.actions, () => actionNames, 'action', [...at, 'actions'])
    oneOf(
      whom.obstacles,
      of(({ ask }) => ask.obstacles),
      'obstacle',
      [...at, 'obstacles'],
    )
    oneOf(
      whom.strengths,
      of(({ ask }) => ask.strengths),
      'strength',
      [...at, 'strengths'],
    )
    oneOf(
      whom.goals,
      of(({ goal }) => goal && [...goal.options, ...(goal.other ? [OTHER] : [])]),
      'goal',
      [...at, 'goals'],
    )
    oneOf(whom.segments, () => Object.keys(segments), 'segment', [...at, 'segments'])
    oneOf(lesson.after, () => lessonIds.filter((id) => id !== lesson.id), 'lesson', [...path, 'after'])
    const dates = <K extends string>(from: { [key in K]?: string | undefined }, first: K, last: K): void => {
      for (const key of [first, last])
        if (from[key] && !Date.parse(from[key])) report([...path, key], 'wrong-format', 'a date that exists', from[key])
      if (from[first] && from[last] && Date.parse(from[first]) >= Date.parse(from[last]))
        report([...path, last], 'wrong-order', `a date after ${from[first]}`, from[last])
    }
    dates(lesson, 'from', 'until')
    if (lesson.kind === 'webinar') dates(lesson, 'starts', 'ends')
    if (lesson.kind === 'video') checkUrl(lesson.ref, [...path, 'ref'], report)
    if (lesson.kind === 'checklist') unique(idsOf(lesson.steps), [...path, 'steps'])
    if (lesson.kind === 'course') unique(idsOf(lesson.units), [...path, 'units'])
  }

  const lessonIds = idsOf(lessons)
  const actionNames = Object.keys(actions)
  if (!actionNames.length) report(['actions'], 'empty', 'at least one action', actions)
  unique(languages, ['languages'], [], 'each language once')
  for (const [index, language] of languages.entries())
    if (!isLanguage(language)) report(['languages', index], 'wrong-format', 'a language tag browsers know', language)
  unique(lessonIds, ['lessons'])
  for (const name of Object.keys(segments)) notReserved(name, ['segments', name])
  for (const [name, action] of Object.entries(actions)) {
    notReserved(name, ['actions', name])
    checkAction(action, ['actions', name])
  }
  for (const [index, lesson] of lessons.entries()) checkLesson(lesson, ['lessons', index])
  for (const { shade, color, least, ratio } of lowContrasts(theme))
    report(
      ['theme', shade, color],
      'low-contrast',
      `a contrast of at least ${least}:1 to the background`,
      `${ratio.toFixed(1)}:1`,
    )
}
