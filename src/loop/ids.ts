/** Ids of users and moments, as the page gives them. */
import type { Identity } from '../api'
import { fault } from './fault'

/** The longest id, in characters: what the wire schema takes for a subject and a moment. */
const LONGEST = 500

/** Stored text and the receiver's databases hold neither. */
const UNSTORABLE = /[\0\ud800-\udfff]/u

/** Completes "got …". */
export const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'number') return `${value}`
  return /^[aou]/.test(typeof value) ? `an ${typeof value}` : `a ${typeof value}`
}

/**
 * An id as it is kept. A number becomes its decimal string: `0` is "0". A long id is never cut, for two could become one.
 * @param where the method that was called
 * @throws {Fault} for anything else, an empty id, and one that is too long
 */
export function readId(where: string, id: unknown): string {
  const refuse = (got: string) =>
    fault('call', `${where}: expected an id, a string of 1 to ${LONGEST} characters or a number, got ${got}`)
  if (typeof id === 'bigint' || Number.isInteger(id)) return `${BigInt(id as number)}`
  if (Number.isFinite(id)) return `${id as number}`
  if (typeof id !== 'string') throw refuse(kindOf(id))
  if (!id) throw refuse('an empty string')
  if (id.length > LONGEST) throw refuse(`one of ${id.length} characters. Use a hash of it, or a shorter key`)
  if (UNSTORABLE.test(id)) throw refuse('one with a NUL or half of a surrogate pair')
  return id
}

/** Whether it is of a type that an id can be made of. */
export const canBeId = (id: unknown): boolean => ['string', 'number', 'bigint'].includes(typeof id)

/** Whether the page gave an id at all. */
export const isGiven = (id: unknown): boolean => id !== undefined && id !== null && id !== ''

/** @throws {Fault} as `readId`, and for an id that looks like one of ours */
export function readIdentity(user: Identity): Identity & { id: string } {
  const id = readId('identify', (user as Identity | undefined)?.id)
  if (id.startsWith('anon-'))
    throw fault(
      'call',
      `identify: expected your own id of the user, got "${id}": ids of anonymous users begin with "anon-". Prefix it, or call reset()`,
    )
  return { ...user, id }
}
