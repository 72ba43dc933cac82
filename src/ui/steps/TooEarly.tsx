/** It is too early to tell: when the user is to be asked again. */
import { Button } from '../Button'
import { useCard } from '../context'
import { StepForm } from '../StepForm'
import { fromNow } from '../until'

export const TooEarly = () => {
  const { flow, language, send, message } = useCard()
  return (
    <StepForm
      title={message('too-early-when')}
      description={message('too-early-why')}
      footer={
        <Button look="quiet" onClick={() => send({ type: 'back' })}>
          {message('back')}
        </Button>
      }
    >
      <fieldset class="points" aria-labelledby="title">
        {flow.ask.tooEarly.map((wait) => (
          <Button key={wait} onClick={() => send({ type: 'ask-in', after: wait })}>
            {fromNow(wait, language)}
          </Button>
        ))}
      </fieldset>
    </StepForm>
  )
}
