/** The quiet ways to leave an ask unanswered. */
import type { View } from '../view'

export const WaysOut = ({ say, send }: View) => (
  <div class="foot">
    <button type="button" class="quiet" onClick={() => send({ type: 'later' })}>
      {say('later')}
    </button>
    <button type="button" class="quiet end" onClick={() => send({ type: 'mute' })}>
      {say('mute')}
    </button>
  </div>
)
