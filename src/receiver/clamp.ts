import type { GainloopEvent } from '../delivery/event'

const times = ['at', 'until'] as const

/** A request takes at most 20 s of the sender's patience; a clock further off than this, in ms, is wrong and not just slow to arrive. */
export const SKEW = 60_000

/**
 * An event of a wrong clock, told by the receiver's, in one of two ways:
 *
 * - It says when it was sent (`sentat`): that is now. If the sender's clock is more than a minute off, everything it stamped
 *   moves by as much: the event's time, the times inside it ("three days later" stays three days later), and `sentat` itself.
 * - It lies more than `ahead` ms ahead nevertheless: it is taken as happening when it was received, and the rest moves with it.
 *
 * A time of completion that lies ahead by itself is taken as the event's own time. Any other event is returned as it is; one that was moved says in `stamped` what its time was.
 */
export function clampTime(event: GainloopEvent, received: number, ahead: number): GainloopEvent {
  const skew = event.sentat ? received - Date.parse(event.sentat) : 0
  const right = Math.abs(skew) > SKEW ? moved(event, skew) : event
  const late = Date.parse(right.time) - received
  if (late > ahead) return moved(right, -late)
  const { at } = right.data as { at?: unknown }
  return typeof at === 'string' && Date.parse(at) - received > ahead
    ? ({ ...right, data: { ...right.data, at: right.time } } as GainloopEvent)
    : right
}

/**
 * The event in the time of a clock that is `skew` ms behind the receiver's: one that this clock has stamped, to the
 * millisecond as it was stamped, so that who made it knows it again.
 */
export function inTimeOf(event: GainloopEvent, skew: number): GainloopEvent {
  const shift = Date.parse(event.time) - Date.parse(event.stamped ?? event.time)
  const by = Math.abs(shift - skew) > SKEW ? skew : shift
  return by ? moved(event, -by) : event
}

/** Every time its clock stamped, moved; what lies outside of all calendars stays. */
function moved(event: GainloopEvent, shift: number): GainloopEvent {
  const later = (time: string): string => {
    const date = new Date(Date.parse(time) + shift)
    return Number.isNaN(date.getTime()) ? time : date.toISOString()
  }
  const data: Record<string, unknown> = { ...event.data }
  for (const name of times) {
    const time = data[name]
    if (typeof time === 'string') data[name] = later(time)
  }
  return {
    ...event,
    time: later(event.time),
    stamped: event.stamped ?? event.time,
    ...(event.sentat && { sentat: later(event.sentat) }),
    data,
  } as unknown as GainloopEvent
}
