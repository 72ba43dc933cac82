/** Parts of the card that are fetched when a step is about to show them: lesson kinds, and what is rare. */
import type { LessonKind } from '../playbook/schema'
import { scaleOf } from '../rating/scale'
import type { Content } from './lessons/content'
import type { Rare } from './rare'
import type { CardModel } from './view'

/** What has come so far, by its name; the card does without the rest. */
export const parts: { rare?: Rare; [kind: string]: unknown } = {}

/** Loads the parts. Each lesson's module exports its content by the name of its kind. */
export interface CardParts {
  keyboard(): Promise<typeof import('./keyboard')>
  rare(): Promise<typeof import('./rare')>
  lessons: { [Kind in LessonKind]: () => Promise<object> }
}

export const contentOf = (kind: LessonKind): Content<LessonKind> | undefined => parts[kind] as Content<LessonKind>

/** Undefined when everything the step shows is here. Never rejects. */
export const fetchParts = (
  { flow: { step, ask, lesson }, gain }: CardModel,
  load: CardParts,
): Promise<unknown> | undefined => {
  const missing: (Promise<unknown> | undefined)[] = []
  const keep = (part: object): unknown => Object.assign(parts, part)
  const kind = step === 'lesson' && lesson?.kind
  const usual = kind || /goal|reasons/.test(step) || (step === 'question' && scaleOf(ask).kind === 'outcome')
  if (!parts.rare && (gain || !usual)) missing.push(load.rare().then(keep))
  if (kind && !parts[kind]) missing.push(load.lessons[kind]().then(keep))
  return missing.length ? Promise.all(missing).catch(() => {}) : undefined
}
