/** What meets a user's requests: faults that wait in line, and faults that last. */
import type { GainloopEvent } from '../../src/delivery/event'
import type { EndpointFault } from './plan'

/** How long the hour of a firewall takes here, in ms. */
const HOUR = 2_000

/** What becomes of a request that holds the poison. */
const POISONS: Partial<Record<EndpointFault, '500' | '413' | 'reset'>> = {
  '500 for one event': '500',
  '413 for one event': '413',
  'reset for one event': 'reset',
}

/** What a request meets. `403`, `500` and so on: that status, and nothing is stored. */
export type Met = EndpointFault | '403' | '413' | 'reset' | undefined

export interface Faults {
  /** This fault meets the next requests, so many, after those already waiting to. */
  queue(fault: EndpointFault, times: number): void
  /** What this batch meets. */
  meet(events: readonly GainloopEvent[]): Met
  /** The events, by their ids, that can't be taken. */
  poisoned(): string[]
  /** Whether the user's next request for a token hangs. */
  tokenHangs(): boolean
}

/**
 * @param met hears of each fault when it first meets something
 * @param poisoned hears of each event that can't be taken from now on
 */
export function createFaults(met: (fault: EndpointFault) => void, poisoned: (event: GainloopEvent) => void): Faults {
  const coming: EndpointFault[] = []
  const tokens: EndpointFault[] = []
  const poisons = new Map<string, '500' | '413' | 'reset'>()
  let forbiddenUntil = 0

  /** A 413 puts the event aside for good, so it must be no rating. */
  const victimOf = (events: readonly GainloopEvent[], fault: EndpointFault): GainloopEvent | undefined => {
    const ratings = fault !== '413 for one event'
    return events.find(({ id, type }) => !poisons.has(id) && (type === 'gainloop.rating.given') === ratings)
  }

  const lasting = (events: readonly GainloopEvent[]): Met => {
    if (Date.now() < forbiddenUntil) return '403'
    return events.map(({ id }) => poisons.get(id)).find(Boolean)
  }

  return {
    queue(fault, times) {
      const line = fault === 'token hangs' ? tokens : coming
      line.push(...Array.from({ length: times }, () => fault))
    },
    meet(events) {
      const [fault] = coming
      const poison = fault && POISONS[fault]
      if (fault && poison) {
        const victim = victimOf(events, fault)
        // The fault waits for a batch that holds such an event.
        if (!victim) return lasting(events)
        poisons.set(victim.id, poison)
        poisoned(victim)
      }
      if (fault) {
        coming.shift()
        met(fault)
      }
      if (fault === '403 hour') forbiddenUntil = Date.now() + HOUR
      return fault && !poison && fault !== '403 hour' ? fault : lasting(events)
    },
    poisoned: () => [...poisons.keys()],
    tokenHangs() {
      const fault = tokens.shift()
      if (fault) met(fault)
      return fault !== undefined
    },
  }
}
