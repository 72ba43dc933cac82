/** The commitment of last time comes back: did it happen? No is an answer like any other. */
import { Button } from '../Button'
import { useCard } from '../context'
import { StepForm } from '../StepForm'

export const Review = () => {
  const { flow, send, message } = useCard()
  return (
    <StepForm
      title={
        <>
          {message('review-planned')} <q class="quote">{flow.commitment?.text}</q> {message('review-did')}
        </>
      }
      footer={
        <Button look="quiet" onClick={() => send({ type: 'skip-review' })}>
          {message('skip')}
        </Button>
      }
    >
      <fieldset class="points row" aria-labelledby="title">
        {(['yes', 'partly', 'no'] as const).map((did) => (
          <Button key={did} onClick={() => send({ type: 'review', did })}>
            {message(`review-${did}`)}
          </Button>
        ))}
      </fieldset>
    </StepForm>
  )
}
