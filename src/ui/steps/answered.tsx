/** The answer given, and the way back to change it while the card is open. */
import { scaleOf } from '../../rating/scale'
import { ticked } from '../form'
import { labelOf } from '../scales/label'
import type { View } from '../view'

export const answered = (view: View) => {
  const { rating, ask, browsing } = view.flow
  return (
    rating &&
    !browsing &&
    rating.scale !== 'metrics' && (
      <p class="muted meta">
        <span>{view.tell('noted', { answer: labelOf(view, scaleOf(ask), rating.value) })}</span>
        <button
          type="button"
          class="link"
          onClick={({ currentTarget: { form } }) =>
            view.send({ type: 'change', ...(view.flow.step === 'reasons' && ticked(form as HTMLFormElement)) })
          }
        >
          {view.say('change')}
        </button>
      </p>
    )
  )
}
