/** What a request costs the limits. */

/** A request costs 1, or more if it has more events or more bytes. */
const EVENTS_FOR_ONE = 20
const BYTES_FOR_ONE = 8 * 1024
/** How many events that are read for one state cost as much as a request. */
const READ_FOR_ONE = 100

/** The cost of so many events in so many bytes; not a whole number. */
export const costOf = (events: number, bytes: number): number =>
  Math.max(1, events / EVENTS_FOR_ONE, bytes / BYTES_FOR_ONE)

export const costOfRead = (events: number): number => events / READ_FOR_ONE

/** How many events name each of these, such as each subject. */
export function countBy(events: readonly unknown[], nameOf: (event: object) => unknown): Map<string, number> {
  const counts = new Map<string, number>()
  for (const event of events) {
    const name = typeof event === 'object' && event !== null ? nameOf(event) : undefined
    if (typeof name === 'string') counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

export const subjectIn = (event: { subject?: unknown }): unknown => event.subject

/** The account that the user acts for. */
export const accountIn = (event: { data?: unknown }): unknown =>
  typeof event.data === 'object' && event.data !== null && 'account' in event.data ? event.data.account : undefined
