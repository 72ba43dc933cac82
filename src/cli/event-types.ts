/** The names of event types as people type them. */
import { type EventType, eventData } from '../delivery/event'
import { nearest } from '../playbook/nearest'
import { messages, wrongUsage } from './messages'

const PREFIX = 'gainloop.'
const TYPES = Object.keys(eventData) as EventType[]
const SHORT = TYPES.map((type) => type.slice(PREFIX.length))

/** `rating.given` is `gainloop.rating.given`. @throws Told on a type there is not: nothing found would look like nothing there */
export function eventType(name: string): EventType {
  const short = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name
  const known = TYPES.find((type) => type === PREFIX + short)
  if (known) return known
  const near = SHORT.find((type) => type.startsWith(`${short}.`)) ?? nearest(short, SHORT)
  throw wrongUsage(messages.unknownType(name, SHORT, near))
}
