/** Lesson kinds, each fetched when a lesson of it is shown. Kinds without a view of their own yet are shown in brief. */
import type { Loader } from '../parts'

const brief: Loader = () => import('./brief')

export const lessonKinds: Record<string, Loader> = {
  tips: () => import('./tips'),
  checklist: () => import('./checklist'),
  article: () => import('./article'),
  tool: () => import('./tool'),
  video: brief,
  webinar: brief,
  course: brief,
  service: brief,
}
