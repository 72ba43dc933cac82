import { isPlain } from './plain'
import type { Path } from './problem'

/** Lessons stand in a list: their number alone does not help to find one. */
export const named = (message: string, [list, index, ...rest]: Path, playbook: unknown): string => {
  const lessons = isPlain(playbook) && list === 'lessons' && Array.isArray(playbook.lessons) ? playbook.lessons : []
  const lesson = lessons[Number(index)]
  return isPlain(lesson) && typeof lesson.id === 'string' && rest.join() !== 'id'
    ? message.replace(': ', ` (lesson "${lesson.id}"): `)
    : message
}
