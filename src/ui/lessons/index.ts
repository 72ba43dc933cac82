/** What a lesson holds, by kind; each fetched when a lesson of its kind is about to be shown. */
import type { ComponentChildren } from 'preact'
import type { FlowState } from '../../ask/flow'
import type { LessonKind } from '../../playbook/schema'
import type { View } from '../view'
import type { Content } from './content'

type Fetch = () => Promise<{ default: unknown }>

const kinds: Partial<Record<LessonKind, Fetch>> = {
  tips: () => import('./tips'),
  checklist: () => import('./checklist'),
  article: () => import('./article'),
  tool: () => import('./tool'),
}
const others: Fetch = () => import('./brief')

const fetched: { [kind: string]: Content<LessonKind> } = {}

/** Fetches what the step is about to show; undefined when it is all here. Never rejects: the card does without. */
export const fetchContent = ({ step, lesson }: FlowState): Promise<void> | undefined => {
  if (step !== 'lesson' || !lesson || fetched[lesson.kind]) return
  const keep = (part: { default: unknown }): void => {
    fetched[lesson.kind] = part.default as Content<LessonKind>
  }
  return (kinds[lesson.kind] ?? others)().then(keep, () => {})
}

/** The content of the lesson shown; nothing where it could not be fetched. */
export const contentOf = (view: View): ComponentChildren => {
  const { lesson } = view.flow
  return lesson && fetched[lesson.kind]?.(view, lesson)
}
