/** Corrects the times of events whose sender has a wrong clock. */
import type { GainloopEvent } from '../delivery/event'

/** The members of `data` that hold times. */
const TIMES = ['at', 'until'] as const

/**
 * How far a sender's clock may be off before its events are corrected, in ms. Browsers give a request up after 20 s, so a larger
 * difference can't come from a slow connection.
 */
export const SKEW_TOLERANCE = 60_000

/**
 * Translates an event into the receiver's clock:
 *
 * - `sentat` says when it was sent by the sender's clock, which the receiver takes to be now. If that clock is more than a minute
 *   off, all times the sender set are shifted by the difference: the event's time, the times in its data, and `sentat` itself.
 * - An event that is still more than `ahead` ms ahead is taken as happening when it was received; its other times shift with it.
 * - A completion time (`data.at`) that is ahead by itself is replaced by the event's time.
 *
 * Every other event is returned unchanged. A shifted event keeps its original time in `stamped`.
 */
export function correctClock(event: GainloopEvent, received: number, ahead: number): GainloopEvent {
  const skew = event.sentat ? received - Date.parse(event.sentat) : 0
  const corrected = Math.abs(skew) > SKEW_TOLERANCE ? shifted(event, skew) : event
  const lead = Date.parse(corrected.time) - received
  if (lead > ahead) return shifted(corrected, -lead)
  const { at } = corrected.data as { at?: unknown }
  return typeof at === 'string' && Date.parse(at) - received > ahead
    ? ({ ...corrected, data: { ...corrected.data, at: corrected.time } } as GainloopEvent)
    : corrected
}

/**
 * Translates an event from the receiver's clock into one that is `skew` ms behind it. An event that was sent with such a clock
 * gets back exactly the times it was sent with, so that the sending device recognizes it.
 */
export function inSenderClock(event: GainloopEvent, skew: number): GainloopEvent {
  const shift = Date.parse(event.time) - Date.parse(event.stamped ?? event.time)
  const by = Math.abs(shift - skew) > SKEW_TOLERANCE ? skew : shift
  return by ? shifted(event, -by) : event
}

/** The event with all its times shifted. A time that would leave the range of `Date` stays as it is. */
function shifted(event: GainloopEvent, shift: number): GainloopEvent {
  const later = (time: string): string => {
    const date = new Date(Date.parse(time) + shift)
    return Number.isNaN(date.getTime()) ? time : date.toISOString()
  }
  const data: Record<string, unknown> = { ...event.data }
  for (const name of TIMES) {
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
