/** The end where there is no lesson to show. */
import { Button } from '../Button'
import { useCard } from '../context'
import { StepForm } from '../StepForm'
import { Answered } from './Answered'

export const Thanks = () => {
  const { send, message } = useCard()
  return (
    <StepForm
      before={<Answered />}
      title={message('thanks')}
      description={message('thanks-why')}
      footer={
        <Button look="primary" onClick={() => send({ type: 'close' })}>
          {message('done')}
        </Button>
      }
    />
  )
}
