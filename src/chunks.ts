/** The loop, with every part that it loads on demand as a chunk: for the module build and the npm client. */
import { startLoop as start, type StartLoop } from './loop/loop'
import type { LoopParts } from './loop/parts'
import { translations } from './ui/languages/translations'

const lessons = () => import('./ui/lessons')

export const chunks: LoopParts = {
  requests: () => import('./host/request'),
  validate: () => import('./playbook/validate'),
  card: () => import('./loop/present'),
  reminder: () => import('./loop/remind'),
  cardParts: {
    lessons: {
      tips: () => lessons().then(({ Tips }) => Tips),
      checklist: () => lessons().then(({ Checklist }) => Checklist),
      article: () => lessons().then(({ Article }) => Article),
      course: () => lessons().then(({ Course }) => Course),
      tool: () => lessons().then(({ Tool }) => Tool),
      service: () => lessons().then(({ Service }) => Service),
      example: () => lessons().then(({ Example }) => Example),
      video: () => import('./ui/lessons/Video').then(({ Video }) => Video),
      webinar: () => import('./ui/lessons/Webinar').then(({ Webinar }) => Webinar),
    },
  },
  translation: (tag) => translations[tag](),
  gain: () => import('./rating/gain'),
  commands: () => import('./loop/commands'),
  sync: () => import('./loop/sync'),
  explain: () => import('./explain'),
  debug: () => import('./debug/debug'),
  launcher: () => import('./launcher/launcher'),
}

export const startLoop: StartLoop = (front) => start(front, chunks)
