/** Parts of the card that are fetched when a step is about to show them: lesson kinds, and what is rare. */
import type { LessonKind } from '../playbook/schema'
import { scaleOf } from '../rating/scale'
import type { Content } from './lessons/content'
import type { Rare } from './rare'
import type { CardModel } from './view'

/** What has come so far, by its name; the card does without the rest. */
export const parts: { rare?: Rare; [kind: string]: unknown } = {}

/** Each module exports its kind by its name. */
const kinds: Record<string, () => Promise<object>> = {
  tips: () => import('./lessons/tips'),
  checklist: () => import('./lessons/checklist'),
  article: () => import('./lessons/article'),
  video: () => import('./lessons/video'),
  webinar: () => import('./lessons/webinar'),
  course: () => import('./lessons/course'),
  tool: () => import('./lessons/tool'),
  service: () => import('./lessons/service'),
}

export const contentOf = (kind: LessonKind): Content<LessonKind> | undefined => parts[kind] as Content<LessonKind>

/** Undefined when everything the step shows is here. Never rejects. */
export const fetchParts = ({ flow: { step, ask, lesson }, gain }: CardModel): Promise<unknown> | undefined => {
  const missing: (Promise<unknown> | undefined)[] = []
  const keep = (part: object): unknown => Object.assign(parts, part)
  const kind = step === 'lesson' && lesson?.kind
  const usual = kind || /goal|reasons/.test(step) || (step === 'question' && scaleOf(ask).kind === 'outcome')
  if (!parts.rare && (gain || !usual)) missing.push(import('./rare').then(keep))
  if (kind && !parts[kind]) missing.push(kinds[kind]?.().then(keep))
  return missing.length ? Promise.all(missing).catch(() => {}) : undefined
}
