/** The parts as the one file has them: bundled, but for what an engineer or a vendor opts in to, which lies beside it. */
import * as requests from './host/request'
import * as commands from './loop/commands'
import * as loop from './loop/loop'
import * as card from './loop/present'
import * as sync from './loop/sync'
import type { Parts } from './parts'
import * as validate from './playbook/validate'
import * as gain from './rating/gain'
import * as keyboard from './ui/keyboard'
import * as article from './ui/lessons/article'
import * as checklist from './ui/lessons/checklist'
import * as course from './ui/lessons/course'
import * as service from './ui/lessons/service'
import * as tips from './ui/lessons/tips'
import * as tool from './ui/lessons/tool'
import * as video from './ui/lessons/video'
import * as webinar from './ui/lessons/webinar'
import * as rare from './ui/rare'

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
      keyboard: bundled(keyboard),
      rare: bundled(rare),
      lessons: {
        tips: bundled(tips),
        checklist: bundled(checklist),
        article: bundled(article),
        video: bundled(video),
        webinar: bundled(webinar),
        course: bundled(course),
        tool: bundled(tool),
        service: bundled(service),
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
