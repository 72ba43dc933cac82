/**
 * What the page hands over, as plain JSON: a copy that nothing changes later, and that every storage and endpoint can hold.
 * A page may hand over anything at all: a `BigInt`, a cycle, a getter that throws, an element with the whole application behind it.
 */
import { bytesOf } from '../delivery/bytes'

/** Of one value as JSON, in bytes of UTF-8. */
const LARGEST = 16 * 1_024

/** How deep objects and lists may be nested: an event's envelope is around them, and a receiver takes 32 levels in all. */
const DEEPEST = 24

export interface JsonValues {
  /** Without what JSON can't hold. Undefined when the whole is too large, or can't be held. */
  value: unknown
  /** What was left out, and why: `properties.total is a bigint`. */
  problems: string[]
}

/** Thrown inside the walk to end it: it may have millions of members before it. */
class TooLarge extends Error {}

/** @param name what the page calls it, for the problems */
export function jsonValues(given: unknown, name: string): JsonValues {
  const problems: string[] = []
  /** What the JSON takes at least, so that a walk that would never end is given up. */
  let least = 0
  const count = (characters: number): void => {
    least += characters
    if (least > LARGEST) throw new TooLarge()
  }

  const leaveOut = (path: string, why: string): undefined => {
    // What is left out everywhere, as in a list of thousands, is told by example.
    if (problems.length < 5) problems.push(`${path} ${why}`)
    return undefined
  }

  const read = (path: string, get: () => unknown): unknown => {
    try {
      return get()
    } catch (cause) {
      return leaveOut(path, `can't be read: ${textOf(cause)}`)
    }
  }

  const walk = (found: unknown, path: string, above: readonly unknown[]): unknown => {
    const value = isObject(found) ? read(path, () => ownJson(found)) : found
    switch (typeof value) {
      case 'string':
        count(value.length + 2)
        return value
      case 'boolean':
        count(4)
        return value
      case 'number':
        count(1)
        return Number.isFinite(value) ? value : leaveOut(path, `is ${value}`)
      case 'undefined':
        return undefined
      case 'object':
        return value && members(value, path, above)
      default:
        return leaveOut(path, `is a ${typeof value}`)
    }
  }

  const members = (value: object, path: string, above: readonly unknown[]): unknown => {
    if (above.includes(value)) return leaveOut(path, 'contains itself')
    if (above.length >= DEEPEST) return leaveOut(path, `is nested deeper than ${DEEPEST} levels`)
    // A picture's bytes have a million names.
    if (ArrayBuffer.isView(value)) count(value.byteLength)
    const within = [...above, value]
    const get = (key: string | number): unknown => {
      const at = typeof key === 'number' ? `${path}[${key}]` : `${path}.${key}`
      return walk(
        read(at, () => (value as Record<string | number, unknown>)[key]),
        at,
        within,
      )
    }
    if (Array.isArray(value)) {
      const list: unknown[] = []
      for (let index = 0; index < value.length; index++) {
        count(1)
        const item = get(index)
        if (item !== undefined) list.push(item)
      }
      return list
    }
    const entries: [string, unknown][] = []
    for (const key of (read(path, () => Object.keys(value)) as string[] | undefined) ?? []) {
      count(key.length + 3)
      const member = get(key)
      if (member !== undefined) entries.push([key, member])
    }
    return Object.fromEntries(entries)
  }

  try {
    const value = walk(given, name, [])
    if (value !== undefined && bytesOf(value) > LARGEST) throw new TooLarge()
    return { value, problems }
  } catch (cause) {
    if (!(cause instanceof TooLarge)) throw cause
    return { value: undefined, problems: [`${name} is larger than 16 KiB`] }
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** As `JSON.stringify` sees an object: dates and the like say what they are. Text, numbers and the like are taken out of their objects. */
function ownJson(value: object): unknown {
  const { toJSON } = value as { toJSON?: unknown }
  if (typeof toJSON === 'function') return toJSON.call(value)
  return value instanceof String || value instanceof Number || value instanceof Boolean ? value.valueOf() : value
}

/** What is thrown may be anything, even what can't be made a text. */
export function textOf(cause: unknown): string {
  try {
    return `${cause as Error}`.slice(0, 200)
  } catch {
    return typeof cause
  }
}
