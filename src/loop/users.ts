/** Who uses the page: `identify` and `reset`. */
import type { Identity } from '../api'
import type { GainloopEvent } from '../delivery/event'
import { describe } from '../delivery/tokens'
import type { Host } from '../host/host'
import { emptyBook } from '../moment/book'
import { identify } from '../moment/identify'

import { fault } from './fault'
import type { Draft, Keeper } from './keeper'

/** As long as an id may be, in characters. */
const LONGEST_ID = 500

/** A user whose id is a string. */
export type NamedUser = Omit<Identity, 'id'> & { id: string }

const EXPECTED = 'identify needs an id of your own, such as identify({ id: "u_81" })'

/** @throws {Fault} for a user without an id, or with one that can't be used */
export function namedUser(user: Identity): NamedUser {
  if (user === null || typeof user !== 'object') throw fault('call', `${EXPECTED}: got ${quoted(user)}`)
  const id = decimal(user.id)
  if (typeof id !== 'string' || !id.trim()) throw fault('call', `${EXPECTED}: got ${quoted(id)} as the id`)
  if (id.startsWith('anon-'))
    throw fault('call', `identify: an id that begins with "anon-" is an anonymous user's, got ${quoted(id)}`)
  if (id.length > LONGEST_ID)
    throw fault('call', `identify: an id has ${LONGEST_ID} characters at most, got ${id.length}`)
  return { ...user, id }
}

/** A number as its decimal string: databases number their users. */
const decimal = (id: unknown): unknown =>
  (typeof id === 'number' && Number.isSafeInteger(id)) || typeof id === 'bigint' ? `${id}` : id

const quoted = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : describe(value))

/**
 * Names the user. What was remembered of the anonymous user becomes theirs, and so do events that are not sent yet.
 * Resolves to whether the page has changed over to another user than before.
 */
export async function identifyUser(keeper: Keeper, host: Host, user: NamedUser): Promise<boolean> {
  const { id } = user
  const { from, other } = await keeper.commit((before, now) => {
    const { book, from } = identify(before, user, now)
    // Before something was written down, nothing was sent under the anonymous id: there is nothing to join.
    const { moments, lessons, commitments } = before
    const joins = from && Object.keys({ ...moments, ...lessons, ...commitments }).length > 0
    const events: Draft[] = joins ? [{ type: 'gainloop.user.identified', data: { anonymous: from } }] : []
    return { book, events, value: { from, other: !from && id !== before.user.id } }
  })
  if (from)
    await host.vault.revise((waiting) =>
      waiting.map((record) => {
        const { event } = record
        return event.subject === from ? { ...record, event: { ...event, subject: id } as GainloopEvent } : record
      }),
    )
  return other
}

/** Starts an empty book for a new anonymous user. What the browser knows of its clock stays. */
export const forgetUser = (keeper: Keeper, host: Host): Promise<void> =>
  keeper.commit(({ clock }, now) => ({
    book: { ...emptyBook(`anon-${host.id()}`, now), clock },
    value: undefined,
  }))
