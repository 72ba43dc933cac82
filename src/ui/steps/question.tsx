/** The question about one moment's result: quotes it, says why we ask, takes the answer. */
import { pointsOf, scaleOf } from '../../rating/scale'
import { submitted, tapped } from '../form'
import { part } from '../parts'
import { typedFigure } from '../scales/typed'
import { Worded } from '../scales/worded'
import type { View } from '../view'
import { About } from './about'
import { Progress } from './progress'
import { WaysOut } from './ways-out'

export const Question = (view: View) => {
  const { flow, metrics, say, send, newId } = view
  const scale = scaleOf(flow.ask)
  const Scale = part(scale.kind) ?? Worded
  const choose = (form: HTMLFormElement): void => {
    const answer = new FormData(form).get('answer') as string | null
    const value =
      scale.kind === 'number'
        ? typedFigure(answer, metrics[scale.metric as string])
        : pointsOf(scale.kind).find((point) => String(point) === answer)
    if (answer === 'too-early') send({ type: 'too-early' })
    else if (value !== undefined) send({ type: 'rate', id: newId(), value })
  }
  return (
    <form class="step taps" onSubmit={submitted(choose)} {...tapped(choose)}>
      <div class="body">
        <About view={view} question={view.plain(flow.ask.question)} />
        <h2 id="title" tabIndex={-1}>
          {view.rich(flow.ask.question)}
        </h2>
        <p class="muted" id="why">
          {say('why')}
        </p>
        <Progress {...view} />
        <Scale view={view} scale={scale} />
        {!flow.rating && scale.kind !== 'outcome' && (
          <button type="button" class="quiet under" onClick={() => send({ type: 'too-early' })}>
            {say('too-early')}
          </button>
        )}
        {scale.kind !== 'number' && (
          <button type="submit" class="primary commit">
            {say('continue')}
          </button>
        )}
      </div>
      {!flow.rating && <WaysOut {...view} />}
    </form>
  )
}
