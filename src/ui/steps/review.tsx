/** The commitment of last time comes back: did it happen? No is an answer like any other. */
import type { Step } from './step'

export const review: Step = ({ flow, say, act }) => ({
  title: [say('review-planned'), ' ', <q class="quote">{flow.commitment?.text}</q>, ' ', say('review-did')],
  body: (
    <fieldset class="points row" aria-labelledby="title">
      {(['yes', 'partly', 'no'] as const).map((did) => act(`review-${did}`, '', { type: 'review', did }))}
    </fieldset>
  ),
  ways: act('skip', 'quiet', { type: 'skip-review' }),
})
