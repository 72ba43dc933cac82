/** The answer given, and the way to change it while the card is open. */
import { scaleOf } from '../../rating/scale'
import { useCard } from '../context'
import { Message } from '../RichText'
import { pointLabel } from '../scales/point-label'
import { readReasons } from './read-reasons'

export const Answered = () => {
  const card = useCard()
  const { flow, send, message } = card
  const { rating, ask, browsing, step } = flow
  if (!rating || browsing || rating.scale === 'metrics') return null
  const change = (form: HTMLFormElement | null): void =>
    send({ type: 'change', ...(step === 'reasons' && form && readReasons(form)) })
  return (
    <p class="muted meta">
      <span>
        <Message id="noted" values={{ answer: pointLabel(card, scaleOf(ask), rating.value) }} />
      </span>
      <button type="button" class="link" onClick={({ currentTarget }) => change(currentTarget.form)}>
        {message('change')}
      </button>
    </p>
  )
}
