/** Coverage: does every answer a user can give lead to a lesson? And which lessons can nobody ever see? (CONTRACT 3) */
import { gapsIn } from './gaps'
import { together } from './hole-groups'
import { languagesOf } from './language'
import { isPlain } from './plain'
import { type Problem, pointer } from './problem'
import type { Action, Band, Lesson, Playbook } from './schema'
import { textFindings } from './text-findings'

/** One answer of one kind of user. */
export interface Cell {
  action: string
  band: Band
  /** What the user gave as the reason, after `missed` and `partly`. */
  obstacle?: string
  /** What the user gave as the reason, after `reached`. */
  strength?: string
  /** A segment the user is in; absent for a user who is in none. */
  segment?: string
}

/** An answer that leads to no lesson. */
export interface Hole extends Cell {
  language: string
  message: string
}

/** A lesson that nobody will see, or a date that has gone by. */
export interface Finding {
  lesson: string
  message: string
}

export interface Coverage {
  holes: Hole[]
  unreachable: Finding[]
  /** Webinars that are over, and lessons whose `until` has gone by. */
  past: Finding[]
  /** Every answer with the lessons that can be relied on for it, in the playbook's order: for a table. */
  cells: (Cell & { lessons: string[] })[]
  /** All of it as problems, holes that belong together as one: errors for holes, warnings for the rest. */
  problems: Problem[]
}

const BANDS: Band[] = ['missed', 'partly', 'reached']

const ended = (lesson: Lesson, now: number): boolean => lesson.kind === 'webinar' && Date.parse(lesson.ends) <= now

/** Whether a lesson is there for these users whatever else they did, said or are, and whenever they come. */
const reliable = (lesson: Lesson, now: number): boolean =>
  !lesson.for.if && !lesson.for.goals && !lesson.after?.length && !lesson.from && !lesson.until && !ended(lesson, now)

const fits = ({ for: whom }: Lesson, { action, band, obstacle, strength, segment }: Cell): boolean => {
  const meant = (list: readonly string[] | undefined, id: string | undefined): boolean =>
    !list || (id !== undefined && list.includes(id))
  return (
    meant(whom.actions, action) &&
    meant(whom.bands, band) &&
    meant(whom.obstacles, obstacle) &&
    meant(whom.strengths, strength) &&
    meant(whom.segments, segment)
  )
}

/** Whether everything in a lesson that is there by language is there in this one. */
const speaks = (part: unknown, language: string, languages: readonly string[]): boolean => {
  if (Array.isArray(part)) return part.every((one) => speaks(one, language, languages))
  if (!isPlain(part)) return true
  if (languages.some((one) => Object.hasOwn(part, one)) && !Object.hasOwn(part, language)) return false
  return Object.values(part).every((one) => speaks(one, language, languages))
}

/** Every answer to one action. */
const answersTo = (action: string, { ask }: Action, segments: readonly string[]): Cell[] =>
  BANDS.flatMap((band) => {
    const reasons: Partial<Cell>[] =
      band === 'reached'
        ? (ask.strengths ?? []).map(({ id }) => ({ strength: id }))
        : (ask.obstacles ?? []).map(({ id }) => ({ obstacle: id }))
    return [{}, ...reasons].flatMap((reason) =>
      [{}, ...segments.map((segment) => ({ segment }))].map((who) => ({ action, band, ...reason, ...who })),
    )
  })

const inWords = ({ action, band, obstacle, strength, segment }: Cell): string =>
  [
    `No lesson after "${action}" was ${band}`,
    obstacle && ` because of "${obstacle}"`,
    strength && ` thanks to "${strength}"`,
    segment && `, for the segment "${segment}"`,
  ]
    .filter(Boolean)
    .join('')

/** @param options.now Milliseconds since 1970: what counts as past. @default now */
export const coverage = (playbook: Playbook, { now = Date.now() }: { now?: number } = {}): Coverage => {
  const languages = languagesOf(playbook)
  const segments = Object.keys(playbook.segments ?? {})
  const candidates = playbook.lessons.filter((lesson) => reliable(lesson, now))
  const tongues = new Map(
    candidates.map((lesson) => [lesson, languages.filter((language) => speaks(lesson, language, languages))]),
  )
  const answers: Cell[] = []
  const cells: Coverage['cells'] = []
  const holes: Hole[] = []
  for (const [name, action] of Object.entries(playbook.actions)) {
    const its = candidates.filter(({ for: { actions } }) => !actions || actions.includes(name))
    for (const cell of answersTo(name, action, segments)) {
      const lessons = its.filter((lesson) => fits(lesson, cell))
      answers.push(cell)
      cells.push({ ...cell, lessons: lessons.map(({ id }) => id) })
      for (const language of languages)
        if (!lessons.some((lesson) => tongues.get(lesson)?.includes(language)))
          holes.push({ ...cell, language, message: `${inWords(cell)}, in "${language}"` })
    }
  }
  const { unreachable, past } = gapsIn(playbook, now)
  const at = (id: string): string => pointer(['lessons', playbook.lessons.findIndex((lesson) => lesson.id === id)])
  const warning =
    (code: string) =>
    ({ lesson, message }: Finding): Problem => ({
      path: at(lesson),
      code,
      severity: 'warning',
      message,
    })
  return {
    holes,
    unreachable,
    past,
    cells,
    problems: [
      ...together(holes, answers, languages).map((hole): Problem => ({
        path: pointer(['actions', hole.action, 'ask']),
        code: 'no-lesson',
        severity: 'error',
        message: inWords(hole),
        hint: 'Add a lesson for it that does not depend on if, goals, after, from or until.',
      })),
      ...unreachable.map(warning('unreachable-lesson')),
      ...past.map(warning('past-date')),
      ...textFindings(playbook),
    ],
  }
}
