/** Makes the CloudEvent that is written to the outbox. */
import type { EventData, EventType, GainloopEvent } from './event'

export interface Envelope {
  /** The playbook's id. */
  playbook: string
  /** The user's id, or the anonymous one. */
  subject: string
  /** Unique for ever: the same id twice is the same event. */
  id: string
  /** Milliseconds since 1970. */
  now: number
}

/** The `source` of all events of a playbook. */
export const sourceOf = (playbookId: string): string => `/gainloop/${playbookId}`

/**
 * Plain JSON data: members that are undefined or functions are gone, and characters no receiver can store (NUL, half of a
 * surrogate pair, as a cut emoji leaves it) are U+FFFD.
 * @throws {TypeError} when the data is cyclic or holds a BigInt
 */
export function composeEvent<T extends EventType>(type: T, data: EventData<T>, envelope: Envelope): GainloopEvent<T> {
  const { playbook, subject, id, now } = envelope
  return JSON.parse(
    JSON.stringify(
      {
        specversion: '1.0',
        id,
        source: sourceOf(playbook),
        type,
        subject,
        time: new Date(now).toISOString(),
        datacontenttype: 'application/json',
        data,
      } satisfies GainloopEvent<T>,
      (_, value) => (typeof value === 'string' ? value.replace(/[\0\p{Cs}]/gu, '\uFFFD') : value),
    ),
  )
}
