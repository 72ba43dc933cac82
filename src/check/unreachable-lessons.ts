/** Lessons that nobody can ever see, and lessons whose date has passed. */
import { prerequisitesOf } from '../playbook/prerequisites'
import type { Action, Lesson, Playbook } from '../playbook/schema'

/** A lesson that nobody will see, or whose date has passed. */
export interface LessonWarning {
  lesson: string
  message: string
  /** What to do about it. */
  hint?: string
}

/** Why nobody can see a lesson, and what to do. */
type Reason = Pick<LessonWarning, 'message' | 'hint'>

const LISTS = ['actions', 'bands', 'obstacles', 'strengths', 'goals', 'segments'] as const

/** Why no answer leads to a lesson, whatever the others are; undefined when one can. */
const contradiction = ({ for: whom }: Lesson): Reason | undefined => {
  const empty = LISTS.find((list) => whom[list]?.length === 0)
  if (empty) return { message: `"for.${empty}" is an empty list`, hint: 'Leave it out to mean any.' }
  if (whom.obstacles && whom.strengths)
    return { message: 'obstacles and strengths never come together', hint: 'Make it two lessons.' }
  if (whom.obstacles && whom.bands?.every((band) => band === 'reached'))
    return {
      message: 'obstacles are not asked about after "reached"',
      hint: 'Name strengths, or the bands "missed" and "partly".',
    }
  if (whom.strengths && whom.bands && !whom.bands.includes('reached'))
    return {
      message: 'strengths are asked about after "reached" only',
      hint: 'Name obstacles, or the band "reached".',
    }
  return undefined
}

/** Thumbs are up or down; only figures could say "partly". */
const neverPartly = ({ ask }: Action): boolean =>
  (typeof ask.scale === 'object' ? ask.scale.kind : ask.scale) === 'thumbs' && ask.judge !== 'metrics'

const noSuchBand = ({ for: whom }: Lesson, actions: Playbook['actions']): Reason | undefined => {
  const its = whom.actions?.flatMap((name) => actions[name] ?? []) ?? Object.values(actions)
  return its.every(neverPartly) && whom.bands?.every((band) => band === 'partly')
    ? {
        message: 'a thumbs scale has no "partly": up is "reached", down is "missed"',
        hint: 'Name another band, or ask on another scale.',
      }
    : undefined
}

/** A webinar that is over before its lesson begins. */
const tooLate = (lesson: Lesson): Reason | undefined =>
  lesson.kind === 'webinar' && lesson.from && Date.parse(lesson.from) >= Date.parse(lesson.ends)
    ? { message: `its "from" is ${lesson.from}, when its webinar is over`, hint: 'Let it begin earlier.' }
    : undefined

const gone = (date: string, now: number): boolean => Date.parse(date) <= now

/** The date that has passed, in words. */
const passed = (lesson: Lesson, now: number): string | undefined =>
  lesson.until && gone(lesson.until, now)
    ? `its "until" was ${lesson.until}`
    : lesson.kind === 'webinar' && gone(lesson.ends, now)
      ? `its webinar ended ${lesson.ends}`
      : undefined

export const unreachableLessons = ({ actions, lessons }: Playbook): LessonWarning[] => {
  const reasons = new Map<string, Reason>()
  for (const lesson of lessons) {
    const reason = contradiction(lesson) ?? noSuchBand(lesson, actions) ?? tooLate(lesson)
    if (reason) reasons.set(lesson.id, reason)
  }
  // A lesson can be seen once all it comes after can be completed. One that is never reached so is in a cycle, or behind one.
  const reachable = new Set<string>()
  let before = -1
  while (before < reachable.size) {
    before = reachable.size
    for (const lesson of lessons)
      if (!reasons.has(lesson.id) && prerequisitesOf(lesson).every((other) => reachable.has(other)))
        reachable.add(lesson.id)
  }
  return lessons
    .filter(({ id }) => !reachable.has(id))
    .map((lesson): LessonWarning => {
      const { id } = lesson
      const first = prerequisitesOf(lesson).find((other) => !reachable.has(other))
      const { message, hint } = reasons.get(id) ?? {
        message: `it comes after "${first}", which nobody can complete first`,
        hint: `Take "${first}" out of its "after", or mend "${first}".`,
      }
      return { lesson: id, message: `Nobody can see the lesson "${id}": ${message}`, ...(hint && { hint }) }
    })
}

export const pastLessons = ({ lessons }: Playbook, now: number): LessonWarning[] =>
  lessons.flatMap((lesson): LessonWarning[] => {
    const why = passed(lesson, now)
    const hint = 'Remove it, or give it a new date.'
    return why ? [{ lesson: lesson.id, message: `The lesson "${lesson.id}" is no longer shown: ${why}`, hint }] : []
  })
