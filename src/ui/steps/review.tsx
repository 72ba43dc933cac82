/** The commitment of last time comes back: did it happen? No is an answer like any other. */
import type { View } from '../view'
import css from './review.css?inline'

export { css }

const Review = ({ flow, say, send }: View) => (
  <div class="step">
    <div class="body">
      <h2 id="title" tabIndex={-1}>
        {say('review-planned')} <q class="quote">{flow.commitment?.text}</q> {say('review-did')}
      </h2>
      <fieldset class="answers" aria-labelledby="title">
        {(['yes', 'partly', 'no'] as const).map((did) => (
          <button type="button" onClick={() => send({ type: 'review', did })}>
            {say(`review-${did}`)}
          </button>
        ))}
      </fieldset>
    </div>
    <div class="foot">
      <button type="button" class="quiet" onClick={() => send({ type: 'skip-review' })}>
        {say('skip')}
      </button>
    </div>
  </div>
)

export default Review
