/** The answer given, as it was chosen, and the way to change it while the card is open. */
import type { ComponentChildren } from 'preact'
import { pointsOf, scaleOf } from '../../rating/scale'
import { useCard } from '../context'
import { CHECK, Icon } from '../Icon'
import { drawingOf } from '../scales/drawings'
import { pointLabel } from '../scales/point-label'
import { readReasons } from './read-reasons'

interface AnsweredProps {
  /** Stands in the same row, at its end. */
  children?: ComponentChildren
}

export const Answered = ({ children }: AnsweredProps) => {
  const card = useCard()
  const { flow, send, message } = card
  const { rating, ask, browsing, step } = flow
  const isAnswer = rating && !browsing && rating.scale !== 'metrics'
  if (!isAnswer) return children ? <div class="answered">{children}</div> : null
  const scale = scaleOf(ask)
  const answer = pointLabel(card, scale, rating.value)
  const drawing = drawingOf(
    scale.kind,
    pointsOf(scale.kind).findIndex((point) => point === rating.value),
  )
  const change = (form: HTMLFormElement | null): void =>
    send({ type: 'change', ...(step === 'reasons' && form && readReasons(form)) })
  return (
    <div class="answered">
      <span class="chip" part="answer-given">
        <Icon path={drawing ?? CHECK} />
        <span aria-hidden="true">{answer}</span>
        <span class="sr">{message('noted', { answer })}</span>
      </span>
      <button type="button" class="link" onClick={({ currentTarget }) => change(currentTarget.form)}>
        {message('change')}
      </button>
      {children}
    </div>
  )
}
