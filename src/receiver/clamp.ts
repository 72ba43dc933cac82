import type { GainloopEvent } from '../delivery/event'

const times = ['at', 'until'] as const

/**
 * An event from a clock that runs more than `ahead` ms fast is taken as happening when it was received. The times inside
 * it move by as much, so that "three days later" stays three days later. A time of completion that lies ahead by itself is
 * taken as the event's own time. Any other event is returned as it is.
 */
export function clampTime(event: GainloopEvent, received: number, ahead: number): GainloopEvent {
  const shift = received - Date.parse(event.time)
  if (shift >= -ahead) {
    const { at } = event.data as { at?: unknown }
    const late = typeof at === 'string' && Date.parse(at) - received > ahead
    return late ? { ...event, data: { ...event.data, at: event.time } as GainloopEvent['data'] } : event
  }
  const data: Record<string, unknown> = { ...event.data }
  for (const name of times) {
    const time = data[name]
    if (typeof time === 'string') data[name] = new Date(Date.parse(time) + shift).toISOString()
  }
  return { ...event, time: new Date(received).toISOString(), data: data as unknown as GainloopEvent['data'] }
}
