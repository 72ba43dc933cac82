/** The answer given, and the way back to change it while the card is open. */
import { scaleOf } from '../../rating/scale'
import { labelOf } from '../scales/label'
import type { View } from '../view'

export const Answered = (view: View) => {
  const { flow, say, tell, send } = view
  if (!flow.rating || flow.rating.scale === 'metrics') return null
  return (
    <p class="top meta">
      <span>{tell('noted', { answer: labelOf(view, scaleOf(flow.ask), flow.rating.value) })}</span>
      <button type="button" class="link" onClick={() => send({ type: 'change' })}>
        {say('change')}
      </button>
    </p>
  )
}
