/** Scales fetched when a question uses them. `outcome` is always here. */
import type { Loader } from '../parts'

export const scales: Record<string, Loader> = {
  attainment: () => import('./attainment'),
  thumbs: () => import('./thumbs'),
  stars: () => import('./stars'),
  faces: () => import('./faces'),
  nps: () => import('./nps'),
  ease: () => import('./ease'),
  number: () => import('./number'),
}
