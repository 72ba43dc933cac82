/** The end where there is no lesson to show. */
import { answered } from './answered'
import type { Step } from './step'

export const thanks: Step = (view) => ({
  above: answered(view),
  title: view.say('thanks'),
  why: view.say('thanks-why'),
  body: view.act('done', '', { type: 'close' }),
})
