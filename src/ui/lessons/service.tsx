/** Done for you: what is offered, what it costs, and the way to it. Without an address the vendor is told of the request, once. */
import { CHECK, icon } from '../icon'
import { en } from '../languages/en'
import { kinds } from '../languages/en-kinds'
import type { Content } from './content'

Object.assign(en, kinds)

export const service: Content<'service'> = ({ way, say, rich, act, flow }, { offer, price, url }) => [
  <p>{rich(offer)}</p>,
  price && (
    <p>
      <strong>{rich(price)}</strong>
    </p>
  ),
  url ? (
    way(url, say('open'), 'button primary')
  ) : flow.requested ? (
    <p class="ok" tabIndex={-1} data-focus>
      {icon(CHECK)}
      {say('requested')}
    </p>
  ) : (
    act('request', 'primary')
  ),
]
