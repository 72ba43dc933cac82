/** The question about one moment's result: quotes it, says why we ask, takes the answer. */
import { pointsOf, scaleOf } from '../../rating/scale'
import { Button, SubmitButton } from '../Button'
import { useCard } from '../context'
import { Heading, RichText } from '../RichText'
import { NumberField, parseFigure } from '../scales/NumberField'
import { PointsField } from '../scales/PointsField'
import { StepForm } from '../StepForm'
import { About } from './About'
import { AskExits } from './AskExits'
import { GainLine } from './GainLine'

export const Question = () => {
  const { flow, metrics, send, newId, message, plain, typedIn } = useCard()
  const { question, why } = flow.ask
  const scale = scaleOf(flow.ask)
  const typed = scale.kind === 'number'
  const metric = scale.metric === undefined ? undefined : metrics[scale.metric]

  const commit = (form: HTMLFormElement): void => {
    const answer = new FormData(form).get('answer') as string | null
    if (answer === 'too-early') return send({ type: 'too-early' })
    const value = typed
      ? parseFigure(answer ?? '', metric, typedIn)
      : pointsOf(scale.kind).find((point) => String(point) === answer)
    if (value !== undefined) send({ type: 'rate', id: newId(), value })
  }

  return (
    <StepForm
      before={<About question={question === undefined ? '' : plain(question)} />}
      // The user did not agree with the figures of an ask that has no question of its own.
      title={question === undefined ? message('question') : <Heading text={question} />}
      description={why === undefined ? message('why') : <RichText text={why} />}
      // An answer that is being changed can't be put off, but it can stay.
      footer={
        flow.rating ? (
          <Button look="quiet" onClick={() => send({ type: 'continue' })}>
            {message('keep-answer')}
          </Button>
        ) : (
          <AskExits />
        )
      }
      onCommit={commit}
    >
      <GainLine />
      {typed ? <NumberField metric={metric} /> : <PointsField scale={scale} />}
      <SubmitButton hiddenUntilNeeded={!typed} />
      {!flow.rating && scale.kind !== 'outcome' && flow.ask.tooEarly.length > 0 && (
        <Button look="quiet" onClick={() => send({ type: 'too-early' })}>
          {message('too-early')}
        </Button>
      )}
    </StepForm>
  )
}
