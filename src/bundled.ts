/** The loop and its parts as the one file has them: bundled, but for what an engineer or a vendor opts in to, which lies beside it. */
import { readJsonFile } from './host/json-file'
import * as marks from './host/marks'
import * as requests from './host/request'
import * as commands from './loop/commands'
import { startLoop } from './loop/loop'
import type { LoopParts } from './loop/parts'
import * as card from './loop/present'
import * as reminder from './loop/remind'
import * as sync from './loop/sync'
import type { Parts } from './parts'
import * as validate from './playbook/validate'
import * as gain from './rating/gain'
import { Article, Checklist, Course, Example, Service, Tips, Tool } from './ui/lessons'
import { Video } from './ui/lessons/Video'
import { Webinar } from './ui/lessons/Webinar'
import type { Translation } from './ui/languages'

const ready =
  <T>(part: T) =>
  (): Promise<T> =>
    Promise.resolve(part)

/**
 * @param base URL of the one file; `gainloop.explain.js`, `gainloop.debug.js`, `gainloop.launcher.js` and the languages lie beside it
 * @param words of the one language that is needed @default whichever it is, they are fetched
 */
export const bundled = (base: string, words?: Translation): Parts => {
  const beside = (file: string) => () => import(/* @vite-ignore */ new URL(file, base).href)
  const parts: LoopParts = {
    requests: ready(requests),
    validate: ready(validate),
    card: ready(card),
    reminder: ready(reminder),
    cardParts: {
      lessons: {
        tips: ready(Tips),
        checklist: ready(Checklist),
        article: ready(Article),
        course: ready(Course),
        tool: ready(Tool),
        service: ready(Service),
        example: ready(Example),
        video: ready(Video),
        webinar: ready(Webinar),
      },
    },
    translation: async (tag) => ({
      translation: words ?? ((await readJsonFile(new URL(`gainloop.${tag}.json`, base).href)) as Translation),
    }),
    gain: ready(gain),
    commands: ready(commands),
    sync: ready(sync),
    explain: beside('gainloop.explain.js'),
    debug: beside('gainloop.debug.js'),
    launcher: beside('gainloop.launcher.js'),
  }
  return { ...parts, marks: ready(marks), loop: ready({ startLoop: (front) => startLoop(front, parts) }) }
}
