/** What few journeys show — the steps around measured figures and reviews, scales other than `outcome`, the gain — in one chunk, with its strings. */
import { figure } from './figure'
import { en } from './languages/en'
import { kinds } from './languages/en-kinds'
import { rarer } from './languages/en-rarer'
import { drawings } from './scales/drawings'
import { typedFigure, typing } from './scales/number'
import { figures } from './steps/figures'
import { gained } from './steps/gain'
import { review } from './steps/review'
import { shelf } from './steps/shelf'
import { thanks } from './steps/thanks'

// The list of lessons names them all.
Object.assign(en, kinds, rarer)

export const rare = {
  steps: { figures, review, thanks, lessons: shelf },
  drawings,
  typing,
  typedFigure,
  gained,
  figure,
}
export type Rare = typeof rare
