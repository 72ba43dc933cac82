/** The page's listeners. */
import type { Gainloop, GainloopError } from './api'
import type { GainloopEvent } from './delivery/event'
import { delay } from './host/delay'

export interface Emitter {
  on: Gainloop['on']
  emit(type: string, event: GainloopEvent | GainloopError): void
  /** Forgets every listener. */
  clear(): void
}

export function createEmitter(): Emitter {
  const listeners = new Set<{ type: string; listener: (event: never) => void }>()
  return {
    on(type, listener) {
      const entry = { type, listener }
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    emit(type, event) {
      for (const { type: wanted, listener } of listeners) {
        if (wanted !== type && wanted !== '*') continue
        try {
          listener(event as never)
        } catch (cause) {
          // The page's own fault: shown as an uncaught error, in a turn of its own.
          delay(0, () => {
            throw cause
          })
        }
      }
    },
    clear: () => listeners.clear(),
  }
}
