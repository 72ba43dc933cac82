/** Done for you: what is offered, what it costs, and the way to it. Without a URL the vendor is told of the request, once. */
import { Button } from '../Button'
import { useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import { CHECK, Icon } from '../Icon'
import type { LessonComponent } from '../parts'
import { RichText } from '../RichText'

const Request = () => {
  const { flow, send, message } = useCard()
  if (!flow.requested)
    return (
      <Button look="primary" onClick={() => send({ type: 'request' })}>
        {message('request')}
      </Button>
    )
  return (
    <p class="ok" tabIndex={-1} data-focus>
      <Icon path={CHECK} />
      {message('requested')}
    </p>
  )
}

export const Service: LessonComponent<'service'> = ({ lesson: { offer, price, url } }) => {
  const { flow, message } = useCard()
  return (
    <>
      <p>
        <RichText text={offer} />
      </p>
      {price && (
        <p>
          <strong>
            <RichText text={price} />
          </strong>
        </p>
      )}
      {url ? (
        <LessonLink url={url} look={flow.opened ? 'button' : 'button primary'}>
          {message('open')}
        </LessonLink>
      ) : (
        <Request />
      )}
    </>
  )
}
