/** Ids as the page gives them: a string, or a number as its decimal string. Never cut, for then two would be one. */
import { fault } from './fault'

/** In characters. A database's index holds no more (`delivery/event.ts`). */
const LONGEST = 500

/** A NUL, or half of a surrogate pair. The receiver refuses both: the ratings of such a moment would be lost. */
const UNSTORABLE = /[\0\ud800-\udfff]/u

/**
 * @param what the method and the id, for the error: "track: id"
 * @throws {Fault} for what is no id, or too long
 */
export function givenId(id: unknown, what: string): string {
  const text = decimal(id)
  if (text === undefined || text === '') throw fault('call', `${what}: expected a string or a number, got ${named(id)}`)
  if (text.length > LONGEST)
    throw fault('call', `${what}: expected at most ${LONGEST} characters, got ${text.length}: “${text.slice(0, 40)}…”`)
  if (UNSTORABLE.test(text)) throw fault('call', `${what}: expected text, got a NUL or half of a surrogate pair in it`)
  return text
}

/** 1e21 as its digits: an id is not rounded, nor written with an exponent. */
function decimal(id: unknown): string | undefined {
  if (typeof id === 'string') return id
  if (typeof id === 'bigint' || Number.isSafeInteger(id)) return String(id)
  if (typeof id !== 'number' || !Number.isFinite(id)) return undefined
  return Number.isInteger(id) ? BigInt(id).toString() : String(id)
}

const named = (id: unknown): string => {
  if (id === '') return 'an empty string'
  if (typeof id === 'number') return String(id)
  return id === null ? 'null' : typeof id
}
