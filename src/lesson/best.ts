/** The lesson for an answer. */
import type { Lesson } from '../playbook/schema'
import { misfit, type Situation } from './fit'
import { deciding } from './prefer'
import { usedUp } from './used-up'

/** When a lesson was last shown; never: the longest ago. */
export const lastShown = (lesson: Lesson, at: Situation): number =>
  at.history.lessons[lesson.id]?.shown?.at(-1) ?? Number.NEGATIVE_INFINITY

/**
 * The rule "Choosing a lesson" of CONTRACT 3: of those that fit and are not used up, the preferred one, else the earlier in
 * the playbook; if all that fit are used up, the least recently shown.
 * @param not Ids of lessons to leave out ("Show me another").
 * @returns undefined only if none fits.
 */
export const bestLesson = (
  lessons: readonly Lesson[],
  at: Situation,
  not: readonly string[] = [],
): Lesson | undefined => {
  const fitting = lessons.filter((lesson) => !not.includes(lesson.id) && !misfit(lesson, at))
  const fresh = fitting.filter((lesson) => !usedUp(lesson, at.history.lessons[lesson.id], at.now))
  const ahead = fresh.length
    ? (a: Lesson, b: Lesson) => (deciding(a, b, at)?.lead ?? 0) > 0
    : (a: Lesson, b: Lesson) => lastShown(a, at) < lastShown(b, at)
  const [first, ...rest] = fresh.length ? fresh : fitting
  return rest.reduce((best, lesson) => (best && ahead(lesson, best) ? lesson : best), first)
}
