/** Parts of the card that are fetched only when they are about to be shown: rarer steps, most scales, every lesson kind. */
import type { ComponentType } from 'preact'
import { scaleOf } from '../rating/scale'
import { fetchRarer } from './languages'
import { lessonKinds } from './lessons'
import { scales } from './scales'
import { rarerSteps } from './steps'
import type { CardModel } from './view'

interface Part {
  // biome-ignore lint/suspicious/noExplicitAny: each part's props are checked where it is defined
  default: ComponentType<any>
  /** The looks it brings. */
  css?: string
}
export type Loader = () => Promise<Part>

const loaders: Record<string, Loader> = { ...rarerSteps, ...scales, ...lessonKinds }
const loaded: Record<string, Part> = {}

/** The part, once it has been fetched. */
export const part = (name: string): Part['default'] | undefined => loaded[name]?.default

/** The looks of every part fetched so far. */
export const partsCss = (): string[] => Object.values(loaded).map(({ css = '' }) => css)

const partsFor = ({ flow: { step, ask, lesson }, gain }: CardModel): (string | undefined)[] => [
  step === 'question' ? scaleOf(ask).kind : step === 'lesson' ? lesson?.kind : step,
  gain && 'gain',
]

/** What comes with words of its own, said nowhere else. */
const speaks = (name: string): boolean => !['tips', 'checklist', 'article', 'tool'].includes(name)

const fetchPart = async (name: string, load: Loader): Promise<void> => {
  const [part] = await Promise.all([load(), speaks(name) && fetchRarer()])
  loaded[name] = part
}

/** Fetches what the model is about to show; undefined when it is all here. Never rejects: the card does without. */
export const fetchParts = (model: CardModel): Promise<unknown> | undefined => {
  const missing = partsFor(model).flatMap((name = '') => {
    const load = loaded[name] ? undefined : loaders[name]
    return load ? [fetchPart(name, load)] : []
  })
  return missing.length ? Promise.allSettled(missing) : undefined
}
