/** Coverage: does every answer a user can give lead to a lesson? And which lessons can nobody ever see? */
import { answersTo, type Cell, fitsAnswer, fitsSegment, type Hole, holeInWords } from './cells'
import { warningsIn } from './warnings'
import { type LessonWarning, pastLessons, unreachableLessons } from './unreachable-lessons'
import { groupHoles, groupInWords } from './hole-groups'
import { languagesOf } from '../playbook/language'
import { type Problem, pointer } from './problem'
import type { Lesson, Playbook } from '../playbook/schema'
import { languagesCovered } from './languages-covered'

export type { Cell, Hole } from './cells'
export type { LessonWarning } from './unreachable-lessons'

export interface Coverage {
  holes: Hole[]
  unreachable: LessonWarning[]
  /** Webinars that are over, and lessons whose `until` has passed. */
  past: LessonWarning[]
  /**
   * Every answer with the lessons that can be relied on for it, in the playbook's order, and the languages that none of
   * them speaks: for a table.
   */
  cells: (Cell & { lessons: readonly string[]; missing: readonly string[] })[]
  /** All of it as problems: errors for holes, with those that belong together as one, and warnings for the rest. */
  problems: Problem[]
}

export interface CoverageOptions {
  /** Milliseconds since 1970: what counts as past. @default now */
  now?: number
  /** Called after each action: a big playbook takes its time. */
  progress?(done: number, of: number): void
}

const ended = (lesson: Lesson, now: number): boolean => lesson.kind === 'webinar' && Date.parse(lesson.ends) <= now

/** Whether a lesson is always available to the users it is for, whatever else they did and whenever they come. */
const reliable = (lesson: Lesson, now: number): boolean =>
  !lesson.for.if && !lesson.for.goals && !lesson.after?.length && !lesson.from && !lesson.until && !ended(lesson, now)

/** Pure, and never throws for a playbook that was read. */
export const coverage = (playbook: Playbook, { now = Date.now(), progress }: CoverageOptions = {}): Coverage => {
  const cells = cellsOf(playbook, now, progress)
  const languages = languagesOf(playbook)
  const holes = cells.flatMap(({ lessons: _, missing, ...cell }) =>
    missing.map((language): Hole => ({ ...cell, language, message: holeInWords(cell, language) })),
  )
  const unreachable = unreachableLessons(playbook)
  const past = pastLessons(playbook, now)
  const places = new Map(playbook.lessons.map(({ id }, index) => [id, pointer(['lessons', index])]))
  const warning =
    (code: string) =>
    ({ lesson, message, hint }: LessonWarning): Problem => ({
      path: places.get(lesson) ?? '',
      code,
      severity: 'warning',
      message,
      ...(hint && { hint }),
    })
  return {
    holes,
    unreachable,
    past,
    cells,
    problems: [
      ...groupHoles(holes, cells, languages).map((group): Problem => ({
        path: pointer(['actions', group.action, 'ask']),
        code: 'no-lesson',
        severity: 'error',
        message: groupInWords(group, hasReasons(playbook, group), !!playbook.segments),
        hint: 'Add a lesson for it that does not depend on if, goals, after, from or until.',
      })),
      ...unreachable.map(warning('unreachable-lesson')),
      ...past.map(warning('past-date')),
      ...warningsIn(playbook),
    ],
  }
}

const hasReasons = ({ actions }: Playbook, { action, band }: Cell): boolean => {
  const { strengths, obstacles } = actions[action]?.ask ?? {}
  return !!(band === 'reached' ? strengths : obstacles)?.length
}

function cellsOf(playbook: Playbook, now: number, progress: CoverageOptions['progress']): Coverage['cells'] {
  const languages = languagesOf(playbook)
  const candidates = playbook.lessons.filter((lesson) => reliable(lesson, now))
  const covered = new Map(candidates.map((lesson) => [lesson, languagesCovered(lesson, languages)]))
  const described = (lessons: readonly Lesson[]): Pick<Coverage['cells'][number], 'lessons' | 'missing'> => ({
    lessons: lessons.map(({ id }) => id),
    missing: languages.filter((language) => !lessons.some((lesson) => covered.get(lesson)?.includes(language))),
  })
  const segments = Object.keys(playbook.segments ?? {})
  const actions = Object.entries(playbook.actions)
  return actions.flatMap(([name, action], index) => {
    const its = candidates.filter(({ for: { actions: meant } }) => !meant || meant.includes(name))
    const cells = answersTo(name, action).flatMap((answer) => {
      const lessons = its.filter((lesson) => fitsAnswer(lesson, answer))
      const general = described(lessons.filter((lesson) => fitsSegment(lesson, undefined)))
      const singledOut = new Set(lessons.flatMap(({ for: whom }) => whom.segments ?? []))
      return [
        { ...answer, ...general },
        // Mostly nobody is singled out: one list for all of them, rather than one each.
        ...segments.map((segment) => {
          const theirs = singledOut.has(segment) && lessons.filter((lesson) => fitsSegment(lesson, segment))
          return { ...answer, segment, ...(theirs ? described(theirs) : general) }
        }),
      ]
    })
    progress?.(index + 1, actions.length)
    return cells
  })
}
