/** The vendor's own code, called once for each newly stored event, after it is stored. */
import type { EventType, GainloopEvent } from '../delivery/event'
import { errorName, type Log } from './log'
import type { StoredEvent } from './store'

/** Takes one event. What it returns is ignored. */
export type Handler<T extends EventType = EventType> = (event: GainloopEvent<T>) => unknown

/** One function for all events, or an object of functions by event type, where `'*'` stands for all types. */
export type Handlers = Handler | ({ [T in EventType]?: Handler<T> } & { '*'?: Handler })

/** Does not wait for the handlers. An error that one throws is logged. */
export function callHandlers(handlers: Handlers | undefined, accepted: readonly StoredEvent[], log: Log): void {
  if (!handlers) return
  for (const { event } of accepted) {
    const matching = typeof handlers === 'function' ? [handlers] : [handlers[event.type], handlers['*']]
    for (const handler of matching) {
      if (!handler) continue
      Promise.resolve()
        .then(() => (handler as Handler)(event))
        .catch((error) => log({ level: 'error', event: 'handler-failed', error: errorName(error) }))
    }
  }
}
