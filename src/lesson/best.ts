/** The lesson for an answer. */
import type { Lesson } from '../playbook/schema'
import { misfit, type Situation } from './fit'
import { leads } from './prefer'
import { usedUp } from './used-up'

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
  const record = ({ id }: Lesson) => at.history.lessons[id]
  const shown = (lesson: Lesson) => record(lesson)?.shown?.at(-1) ?? 0
  const fitting = lessons.filter((lesson) => !not.includes(lesson.id) && !misfit(lesson, at))
  const fresh = fitting.filter((lesson) => !usedUp(lesson, record(lesson), at.now))
  // Sorting is stable: what is equal stays in the playbook's order.
  const [best] = fresh.length
    ? fresh.sort((a, b) => leads(b, a, at).find(Boolean) ?? 0)
    : fitting.sort((a, b) => shown(a) - shown(b))
  return best
}
