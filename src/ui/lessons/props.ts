import type { LessonKind, LessonOf } from '../../playbook/schema'
import type { View } from '../view'

export interface LessonProps<K extends LessonKind> {
  view: View
  lesson: LessonOf<K>
}
