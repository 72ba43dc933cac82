/** The commitment of last time comes back: did it happen? No is an answer like any other. */
import { abridge } from '../../playbook/shorten'
import { Button } from '../Button'
import { useCard } from '../context'
import { StepForm } from '../StepForm'

/** How much of a plan is quoted, in characters. What a plan quotes itself may be long. */
const PLAN = 300

export const Review = () => {
  const { flow, send, message } = useCard()
  return (
    <StepForm
      title={
        <>
          {message('review-planned')} <q class="quote">{abridge(flow.commitment?.text ?? '', PLAN)}</q>{' '}
          {message('review-did')}
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
