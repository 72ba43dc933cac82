/** Lessons of other kinds for the same answer: what the user takes is remembered, for every lesson to come. */
import { Fragment } from 'preact'
import { useCard } from '../context'

export const AnotherWay = () => {
  const { flow, send, message } = useCard()
  const { ways = [] } = flow
  if (!ways[0]) return null
  return (
    <p class="another-way muted">
      {message('another-way')}{' '}
      {ways.map((kind, index) => (
        <Fragment key={kind}>
          {index > 0 && ' · '}
          <button type="button" class="link" onClick={() => send({ type: 'another-way', kind })}>
            {message(`kind.${kind}`)}
          </button>
        </Fragment>
      ))}
    </p>
  )
}
