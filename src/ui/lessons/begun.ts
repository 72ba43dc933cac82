/** Whether the user has had of a lesson what it takes to plan by it, or to say that it helped. */
import type { FlowState } from '../../ask/flow'
import type { LessonKind } from '../../playbook/schema'

/** What is read where it stands. Everything else is opened, watched, ticked or asked for. */
const READ_IN_PLACE: readonly LessonKind[] = ['tips', 'article', 'example']

/** @param isHidden the rest of the lesson waits behind "Read on" */
export const hasBegun = ({ lesson, opened, completed, requested, done }: FlowState, isHidden = false): boolean =>
  [opened, completed, requested].includes(true) ||
  done.length > 0 ||
  (!!lesson && READ_IN_PLACE.includes(lesson.kind) && !isHidden)
