/** Steps, and a line of one, fetched when they come up. The way from the question to the lesson is always here. */
import type { Loader } from '../parts'

export const rarerSteps: Record<string, Loader> = {
  goal: () => import('./goal'),
  review: () => import('./review'),
  figures: () => import('./figures'),
  thanks: () => import('./thanks'),
  gain: () => import('./gain'),
}
