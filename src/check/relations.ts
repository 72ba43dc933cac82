/** What holds between the parts of a playbook: names that must exist, ids that differ, dates in order. */
import { prerequisitesOf } from '../playbook/prerequisites'
import { lowContrasts } from './low-contrast'
import type { Mistake, Path } from '../playbook/mistake'
import { milliseconds } from '../playbook/duration'
import { own } from '../playbook/plain'
import type { Action, Choice, Lesson, Playbook } from '../playbook/schema'
import { pointsOf, scaleOf } from '../rating/scale'
import { urlMistakes } from './text-mistakes'

/** The id of a goal in the user's own words. */
const OTHER = { id: 'other', label: '' }

const idsOf = (list: readonly { id: string }[] = []): string[] => list.map(({ id }) => id)
const goalsOf = ({ goal }: Action): Choice[] => (goal ? [...goal.options, ...(goal.other ? [OTHER] : [])] : [])

/** Every mistake between the parts of a playbook whose shape is right. */
export const relationMistakes = (playbook: Playbook): Mistake[] => {
  const { actions, lessons, segments = {}, languages = [], theme = {} } = playbook
  return [
    ...duplicates(languages, ['languages'], [], 'each language once'),
    ...duplicates(idsOf(lessons), ['lessons']),
    ...reserved(Object.keys(segments), ['segments']),
    ...reserved(Object.keys(actions), ['actions']),
    ...Object.entries(actions).flatMap(([name, action]) => actionMistakes(action, ['actions', name])),
    ...lessons.flatMap((lesson, index) => lessonMistakes(lesson, playbook, ['lessons', index])),
    ...lowContrasts(theme).map(({ shade, color, least, ratio }) => ({
      ...{ path: ['theme', shade, color], code: 'low-contrast' },
      ...{ expected: `a contrast of at least ${least}:1 to the background`, found: `${ratio.toFixed(1)}:1` },
    })),
  ]
}

/** Names that every object inherits: a record looked up by one would be found where none was written. */
const reserved = (names: readonly string[], path: Path): Mistake[] =>
  names.filter((name) => name in {}).map((name) => reservedAt([...path, name], name))

const reservedAt = (path: Path, name: string): Mistake => ({
  ...{ path, code: 'reserved-name', expected: 'another name', found: name },
})

/** @param key What leads from an element of the list to its id. */
const duplicates = (ids: readonly string[], path: Path, key: Path = ['id'], expected = 'an id of its own'): Mistake[] =>
  ids.flatMap((id, index) => {
    const at = [...path, index, ...key]
    return [
      ...(id in {} ? [reservedAt(at, id)] : []),
      ...(ids.indexOf(id) < index ? [{ path: at, code: 'duplicate-id', expected, found: id }] : []),
    ]
  })

const actionMistakes = (action: Action, path: Path): Mistake[] => {
  const { metrics = {}, ask } = action
  const at = [...path, 'ask']
  return [
    ...duplicates(idsOf(goalsOf(action)), [...path, 'goal', 'options']),
    ...duplicates(idsOf(ask.obstacles), [...at, 'obstacles']),
    ...duplicates(idsOf(ask.strengths), [...at, 'strengths']),
    ...reserved(Object.keys(metrics), [...path, 'metrics']),
    ...Object.entries(metrics)
      .filter(([, { unit, currency }]) => unit === 'currency' && !currency)
      .map(([name]) => ({
        ...{ path: [...path, 'metrics', name, 'currency'], code: 'currency-missing' },
        ...{ expected: 'a currency code like "EUR"', found: undefined },
      })),
    ...scaleMistakes(action, [...at, 'scale']),
    ...periodMistakes(action, [...at, 'when']),
  ]
}

const scaleMistakes = ({ ask, metrics = {} }: Action, path: Path): Mistake[] => {
  const { kind, metric, labels = {} } = scaleOf(ask)
  const points = pointsOf(kind).map(String)
  const unknown = metric === undefined ? kind === 'number' : !own(metrics, metric)
  return [
    ...(unknown
      ? [
          {
            ...{ path: [...path, 'metric'], code: 'unknown-metric', found: metric },
            ...{ expected: 'the name of a metric of this action', known: Object.keys(metrics) },
          },
        ]
      : []),
    ...Object.keys(labels)
      .filter((key) => !points.includes(key))
      .map((key) => ({
        ...{ path: [...path, 'labels', key], code: 'unknown-point', found: key },
        ...{ expected: `a value of the scale ${kind}`, known: points },
      })),
  ]
}

const periodMistakes = ({ ask: { when } }: Action, path: Path): Mistake[] => {
  if (!when) return []
  const [every, at] =
    'every' in when
      ? [when.every, [...path, 'every']]
      : 'digest' in when
        ? [when.digest.every, [...path, 'digest', 'every']]
        : []
  return every && at && !milliseconds(every)
    ? [{ path: at, code: 'out-of-range', expected: 'a period of more than nothing', found: every }]
    : []
}

const lessonMistakes = (lesson: Lesson, { actions, lessons, segments = {} }: Playbook, path: Path): Mistake[] => {
  const { for: whom } = lesson
  const at = [...path, 'for']
  const its = (whom.actions?.map((name) => own(actions, name)) ?? Object.values(actions)).filter((one) => !!one)
  const ofIts = (choices: (action: Action) => Choice[] | undefined) => () =>
    its.flatMap((action) => idsOf(choices(action)))
  return [
    ...unknownNames(whom.actions, () => Object.keys(actions), 'action', [...at, 'actions']),
    ...unknownNames(
      whom.obstacles,
      ofIts(({ ask }) => ask.obstacles),
      'obstacle',
      [...at, 'obstacles'],
    ),
    ...unknownNames(
      whom.strengths,
      ofIts(({ ask }) => ask.strengths),
      'strength',
      [...at, 'strengths'],
    ),
    ...unknownNames(whom.goals, ofIts(goalsOf), 'goal', [...at, 'goals']),
    ...unknownNames(whom.segments, () => Object.keys(segments), 'segment', [...at, 'segments']),
    ...unknownNames(prerequisitesOf(lesson), () => idsOf(lessons).filter((id) => id !== lesson.id), 'lesson', [
      ...path,
      'after',
    ]),
    ...orderMistakes(lesson.from, lesson.until, [...path, 'until']),
    ...contentMistakes(lesson, path),
  ]
}

const contentMistakes = (lesson: Lesson, path: Path): Mistake[] => {
  switch (lesson.kind) {
    case 'webinar':
      return orderMistakes(lesson.starts, lesson.ends, [...path, 'ends'])
    case 'video':
      return urlMistakes(lesson.ref, [...path, 'ref'])
    case 'checklist':
      return duplicates(idsOf(lesson.steps), [...path, 'steps'])
    case 'course':
      return duplicates(idsOf(lesson.units), [...path, 'units'])
    default:
      return []
  }
}

/** @param known Asked only where there are names: it may go through every action. */
const unknownNames = (
  names: readonly string[] | undefined,
  known: () => readonly string[],
  what: string,
  path: Path,
): Mistake[] => {
  if (!names) return []
  const all = known()
  return names.flatMap((name, index) =>
    all.includes(name)
      ? []
      : [
          {
            path: [...path, index],
            code: `unknown-${what}`,
            expected: `the id of a known ${what}`,
            found: name,
            known: all,
          },
        ],
  )
}

const orderMistakes = (first: string | undefined, last: string | undefined, path: Path): Mistake[] =>
  first && last && Date.parse(first) >= Date.parse(last)
    ? [{ path, code: 'wrong-order', expected: `a date after ${first}`, found: last }]
    : []
