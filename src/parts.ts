/** Every part that is loaded on demand, in one place: here as chunks, for the module build and the npm client. */
import type { LoopParts } from './loop/parts'

export interface Parts extends LoopParts {
  loop(): Promise<typeof import('./loop/loop')>
}

export const chunks: Parts = {
  loop: () => import('./loop/loop'),
  requests: () => import('./host/request'),
  validate: () => import('./playbook/validate'),
  card: () => import('./loop/present'),
  cardParts: {
    keyboard: () => import('./ui/keyboard'),
    rare: () => import('./ui/rare'),
    lessons: {
      tips: () => import('./ui/lessons/tips'),
      checklist: () => import('./ui/lessons/checklist'),
      article: () => import('./ui/lessons/article'),
      video: () => import('./ui/lessons/video'),
      webinar: () => import('./ui/lessons/webinar'),
      course: () => import('./ui/lessons/course'),
      tool: () => import('./ui/lessons/tool'),
      service: () => import('./ui/lessons/service'),
    },
  },
  gain: () => import('./rating/gain'),
  commands: () => import('./loop/commands'),
  sync: () => import('./loop/sync'),
  explain: () => import('./explain'),
  debug: () => import('./debug/debug'),
  launcher: () => import('./launcher/launcher'),
}
