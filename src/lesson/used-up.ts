/** Whether a lesson that fits has had its turn. */
import type { LessonRecord } from '../moment/book'
import { milliseconds } from '../playbook/duration'
import type { Lesson } from '../playbook/schema'

/** `declined`: "not for me" · `completed`: and not due to repeat (without `repeat`: never) · undefined: still to be learnt. */
export const usedUp = (
  lesson: Lesson,
  record: Partial<LessonRecord> | undefined,
  now: number,
): 'declined' | 'completed' | undefined => {
  if (record?.declined !== undefined) return 'declined'
  if (record?.completed === undefined) return undefined
  return lesson.repeat && now >= record.completed + milliseconds(lesson.repeat) ? undefined : 'completed'
}
