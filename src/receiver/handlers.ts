/** The vendor's own code, called once for every event newly stored, after it is stored. */
import type { EventType, GainloopEvent } from '../delivery/event'
import { type Log, nameOf } from './log'
import type { StoredEvent } from './store'

export type Handler<T extends EventType = EventType> = (event: GainloopEvent<T>) => unknown

/** One handler for all events, or one per type, `'*'` for all. */
export type Handlers = Handler | ({ [T in EventType]?: Handler<T> } & { '*'?: Handler })

/** Nobody waits for a handler, and its failure is logged and harms nothing. */
export function callHandlers(handlers: Handlers | undefined, accepted: readonly StoredEvent[], log: Log): void {
  if (!handlers) return
  for (const { event } of accepted) {
    const called = typeof handlers === 'function' ? [handlers] : [handlers[event.type], handlers['*']]
    for (const handler of called) {
      if (!handler) continue
      Promise.resolve()
        .then(() => (handler as Handler)(event))
        .catch((error) => log({ level: 'error', event: 'handler-failed', error: nameOf(error) }))
    }
  }
}
