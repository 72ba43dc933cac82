/** The quiet ways to leave an ask unanswered. */
import { Button } from '../Button'
import { useCard } from '../context'

export const AskExits = () => {
  const { send, message } = useCard()
  return (
    <>
      <Button look="quiet" onClick={() => send({ type: 'later' })}>
        {message('later')}
      </Button>
      <Button look="quiet" onClick={() => send({ type: 'mute' })}>
        {message('mute')}
      </Button>
    </>
  )
}
