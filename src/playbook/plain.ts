/** A plain object: no list, no null. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object's own property; undefined for one it only inherits, such as `constructor`. */
export const own = <T>(from: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(from, key) ? from[key] : undefined

/**
 * Every value a dotted path leads to; undefined where it leads to nothing. Own properties only; a name with dots in it is
 * found as well. Of a list: the element of that number, else what each of its objects has.
 */
export const reach = (value: unknown, path?: string): unknown[] => {
  if (path === undefined) return [value]
  const [key = '', rest] = path.split(/\.(.*)/s)
  if (Array.isArray(value))
    return Number(key) < value.length
      ? reach(value[Number(key)], rest)
      : value.filter(isPlain).flatMap((element) => reach(element, path))
  if (!isPlain(value)) return [undefined]
  return Object.hasOwn(value, path) ? [value[path]] : rest === undefined ? [undefined] : reach(own(value, key), rest)
}

/** A record without a prototype, in which no inherited name is found. */
export const recordOf = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> => {
  const record = Object.create(null) as Record<string, T>
  for (const [key, value] of entries) record[key] = value
  return record
}

/** Whether a script of the page has extended `Object.prototype`, so that `in` and `for … in` find what nobody wrote. */
const isExtended = (): boolean => {
  for (const _ in {}) return true
  return false
}

/** The same JSON, in objects that inherit nothing where `Object.prototype` was extended. */
export const inheritingNothing = (json: unknown): unknown => (isExtended() ? bare(json) : json)

const bare = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(bare)
  return isPlain(json) ? recordOf(Object.entries(json).map(([key, value]) => [key, bare(value)])) : json
}
