import type { ComponentChildren } from 'preact'
import type { LessonKind, LessonOf } from '../../playbook/schema'
import type { View } from '../view'

/** What a lesson of one kind holds, below its title and why. */
export type Content<K extends LessonKind> = (view: View, lesson: LessonOf<K>) => ComponentChildren
