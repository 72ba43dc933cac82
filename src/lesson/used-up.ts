/** Whether a lesson that fits has had its turn. */
import type { LessonRecord } from '../moment/book'
import { milliseconds } from '../playbook/duration'
import type { Lesson } from '../playbook/schema'

/** `declined`: "not for me" · `completed`: and not due to repeat (without `repeat`: never) · undefined: still to be learnt. */
export const usedUp = (
  { repeat }: Lesson,
  { declined, completed }: Partial<LessonRecord> = {},
  now: number,
): 'declined' | 'completed' | undefined => {
  if (declined) return 'declined'
  return completed && !(repeat && now >= completed + milliseconds(repeat)) ? 'completed' : undefined
}
