/** A plain object: no list, no null. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object's own property; undefined for one it only inherits, such as `constructor`. */
export const own = <T>(from: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(from, key) ? from[key] : undefined
