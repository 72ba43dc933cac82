import type { EventType } from '../delivery/event'
import type { StoredEvent } from './store'

/** What the vendor's server may post while the user is away, with whatever language and segments it puts in. */
const OF_SERVERS: readonly EventType[] = [
  'gainloop.action.completed',
  'gainloop.action.cancelled',
  'gainloop.result.measured',
]

/** Whether the event comes from a card, so that the user was there, in that language and those segments. */
export const isFromCard = ({ event }: Pick<StoredEvent, 'event'>): boolean => !OF_SERVERS.includes(event.type)
