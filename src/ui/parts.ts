/** Parts of the card that are fetched when a step is about to show them: lesson kinds, and what is rare. */
import type { LessonKind } from '../playbook/schema'
import { scaleOf } from '../rating/scale'
import type { Content } from './lessons/content'
import type { Rare } from './rare'
import type { CardModel } from './view'

/** What has come so far; the card does without the rest. */
export const parts: { rare?: Rare; [kind: string]: unknown } = {}

const kinds: Partial<Record<LessonKind, () => Promise<{ default: unknown }>>> = {
  tips: () => import('./lessons/tips'),
  checklist: () => import('./lessons/checklist'),
  article: () => import('./lessons/article'),
  tool: () => import('./lessons/tool'),
}

export const contentOf = (kind: LessonKind): Content<LessonKind> | undefined => parts[kind] as Content<LessonKind>

/** Undefined when everything the step shows is here. Never rejects. */
export const fetchParts = ({ flow: { step, ask, lesson }, gain }: CardModel): Promise<unknown> | undefined => {
  const missing: Promise<unknown>[] = []
  const kind = step === 'lesson' && lesson?.kind
  const usual = kind
    ? kinds[kind]
    : /goal|reasons/.test(step) || (step === 'question' && scaleOf(ask).kind === 'outcome')
  if (!parts.rare && (gain || !usual)) missing.push(import('./rare').then(({ rare }) => Object.assign(parts, { rare })))
  if (kind && !parts[kind]) {
    const keep = (part: { default: unknown }) => Object.assign(parts, { [kind]: part.default })
    missing.push((kinds[kind] ?? (() => import('./lessons/brief')))().then(keep))
  }
  return missing.length ? Promise.all(missing).catch(() => {}) : undefined
}
