/** The question about one moment's result: quotes it, says why we ask, takes the answer. */
import { pointsOf, scaleOf } from '../../rating/scale'
import { parts } from '../parts'
import { points } from '../scales/points'
import type { View } from '../view'
import { about } from './about'
import type { Step } from './step'

/** The quiet ways to leave an ask unanswered. */
export const waysOut = ({ act }: View) => [act('later', 'quiet'), act('mute', 'quiet')]

export const question: Step = (view) => {
  const { flow, metrics, say, send, newId, act, commit } = view
  const scale = scaleOf(flow.ask)
  const { kind } = scale
  const typed = kind === 'number'
  return {
    above: about(view, view.plain(flow.ask.question)),
    title: view.rich(flow.ask.question),
    why: say('why'),
    body: [
      parts.rare?.gained(view),
      typed ? parts.rare?.typing(view, scale) : points(view, scale),
      commit(typed ? '' : 'commit'),
      !flow.rating && kind !== 'outcome' && act('too-early', 'quiet'),
    ],
    ways: !flow.rating && waysOut(view),
    commit(form) {
      const answer = new FormData(form).get('answer') as string | null
      const value = typed
        ? parts.rare?.typedFigure(answer, metrics[scale.metric as string])
        : pointsOf(kind).find((point) => `${point}` === answer)
      if (answer === 'too-early') send({ type: 'too-early' })
      else if (value !== undefined) send({ type: 'rate', id: newId(), value })
    },
  }
}
