/** The lesson for an answer. */
import type { CompiledLesson } from '../playbook/compiled'
import { misfit, type Situation, usedUp } from './fit'
import { byPreference } from './prefer'

/**
 * Of the lessons that fit and are not used up, the preferred one, else the earlier in the playbook. If all that fit are used
 * up, the least recently shown.
 * @param exclude ids of lessons to leave out, for "Show me another"
 * @returns undefined only if none fits
 */
export const bestLesson = (
  lessons: readonly CompiledLesson[],
  at: Situation,
  exclude: readonly string[] = [],
): CompiledLesson | undefined => {
  const record = ({ id }: CompiledLesson) => at.history.lessons[id]
  const lastShown = (lesson: CompiledLesson) => record(lesson)?.shown?.at(-1) ?? 0
  const fitting = lessons.filter((lesson) => !exclude.includes(lesson.id) && !misfit(lesson, at))
  const fresh = fitting.filter((lesson) => !usedUp(lesson, record(lesson), at.now))
  // Sorting is stable: lessons that are equal stay in the playbook's order.
  const [best] = fresh.length > 0 ? fresh.sort(byPreference(at)) : fitting.sort((a, b) => lastShown(a) - lastShown(b))
  return best
}
