/** The parts as the one file has them: bundled, but for what an engineer or a vendor opts in to, which lies beside it. */
import * as requests from './host/request'
import * as commands from './loop/commands'
import * as loop from './loop/loop'
import * as card from './loop/present'
import * as sync from './loop/sync'
import type { Parts } from './parts'
import * as validate from './playbook/validate'
import * as gain from './rating/gain'
import { Article, Checklist, Course, Service, Tips, Tool } from './ui/lessons'
import { Video } from './ui/lessons/Video'
import { Webinar } from './ui/lessons/Webinar'

const bundled =
  <T>(part: T) =>
  (): Promise<T> =>
    Promise.resolve(part)

/** @param base URL of the one file; `gainloop.explain.js`, `gainloop.debug.js` and `gainloop.launcher.js` lie beside it */
export const bundledParts = (base: string): Parts => {
  const beside = (file: string) => () => import(/* @vite-ignore */ new URL(file, base).href)
  return {
    loop: bundled(loop),
    requests: bundled(requests),
    validate: bundled(validate),
    card: bundled(card),
    cardParts: {
      lessons: {
        tips: bundled(Tips),
        checklist: bundled(Checklist),
        article: bundled(Article),
        course: bundled(Course),
        tool: bundled(Tool),
        service: bundled(Service),
        video: bundled(Video),
        webinar: bundled(Webinar),
      },
    },
    gain: bundled(gain),
    commands: bundled(commands),
    sync: bundled(sync),
    explain: beside('gainloop.explain.js'),
    debug: beside('gainloop.debug.js'),
    launcher: beside('gainloop.launcher.js'),
  }
}
