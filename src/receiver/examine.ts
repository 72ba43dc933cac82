/** One thing out of a batch: an event to store, or the problems it is refused for. */
import { type EventType, envelope, eventData, type GainloopEvent } from '../delivery/event'
import { nearest } from '../playbook/nearest'
import type { Problem } from '../playbook/problem'
import { clampTime } from './clamp'
import { eventProblem, problemsOf } from './event-problems'
import { flawIn, messageOf } from './flaws'
import type { Limits } from './limits'
import type { StoredEvent } from './store'

export interface Rejected {
  /** The event's id; null where it has none to tell it by. */
  id: string | null
  problems: Problem[]
}

const isType = (type: string): type is EventType => Object.hasOwn(eventData, type)

export function examine(
  raw: unknown,
  received: number,
  limits: Pick<Limits, 'nesting' | 'ahead'>,
): { stored: StoredEvent } | { rejected: Rejected } {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null
  const refuse = (...problems: Problem[]) => ({ rejected: { id, problems } })

  const flaw = flawIn(raw, limits.nesting)
  if (flaw) return refuse(eventProblem(flaw.path, flaw.code, messageOf(flaw.code, limits.nesting)))

  const outer = envelope.safeParse(raw)
  if (!outer.success) return refuse(...problemsOf(outer.error.issues, raw))

  const { type } = outer.data
  if (!isType(type)) {
    const known = nearest(type, Object.keys(eventData))
    return refuse(
      eventProblem(
        ['type'],
        'unknown-type',
        `expected an event type of Gainloop, got ${JSON.stringify(type)}`,
        known && `Did you mean "${known}"?`,
      ),
    )
  }
  const inner = eventData[type].safeParse(outer.data.data)
  if (!inner.success) return refuse(...problemsOf(inner.error.issues, raw, ['data']))

  // The event as it came, not as parsed: a newer browser may say more than this receiver knows.
  const event = clampTime(raw as GainloopEvent, received, limits.ahead)
  return { stored: { event, at: Date.parse(event.time), received } }
}
