/** Parts of the card that are fetched only when they are about to be shown: every scale but worded ones, every lesson kind. */
import type { ComponentType } from 'preact'
import { scaleOf } from '../rating/scale'
import { lessonKinds } from './lessons'
import { scales } from './scales'
import type { CardModel } from './view'

// biome-ignore lint/suspicious/noExplicitAny: each part's props are checked where it is defined
type Part = ComponentType<any>
export type Loader = () => Promise<{ default: Part }>

const loaders: Record<string, Loader> = { ...scales, ...lessonKinds }
const loaded: Record<string, Part> = {}

/** The part, once it has been fetched. */
export const part = (name: string): Part | undefined => loaded[name]

const partFor = ({ flow }: CardModel): string | undefined =>
  flow.step === 'question' ? scaleOf(flow.ask).kind : flow.step === 'lesson' ? flow.lesson?.kind : undefined

/** Fetches what the model is about to show; undefined when it is all here. Never rejects: the card does without. */
export const fetchParts = (model: CardModel): Promise<void> | undefined => {
  const name = partFor(model) as string
  const load = loaded[name] ? undefined : loaders[name]
  return load?.().then(
    (module) => {
      loaded[name] = module.default
    },
    () => {},
  )
}
