/** What the demo's endpoint has stored, and waiting for it. */
import type { Demo } from '../../../demo/server'
import type { EventType, GainloopEvent } from '../../../src/delivery/event'

export async function stored(demo: Demo): Promise<GainloopEvent[]> {
  const events: GainloopEvent[] = []
  for await (const { event } of demo.store.events()) events.push(event)
  return events
}

export const storedOf = async <T extends EventType>(demo: Demo, type: T): Promise<GainloopEvent<T>[]> =>
  (await stored(demo)).filter((event) => event.type === type) as GainloopEvent<T>[]

/**
 * Resolves to the first result of `look` that is neither false, undefined nor null.
 * @throws Error when there is none within `patience` ms.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | undefined | null> | T | false | undefined | null,
  patience = 20_000,
): Promise<T> {
  const end = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${patience} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Resolves once an event of that type is stored, to all of them. */
export const untilStored = <T extends EventType>(demo: Demo, type: T): Promise<GainloopEvent<T>[]> =>
  until(`${type} to be stored`, async () => {
    const events = await storedOf(demo, type)
    return events.length > 0 && events
  })
