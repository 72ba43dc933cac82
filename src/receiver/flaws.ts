/** What no schema says and no database should be asked to hold. */

export interface Flaw {
  path: string[]
  code: 'nesting' | 'text'
}

/** NUL, which PostgreSQL cannot store, and half a surrogate pair, which UTF-8 cannot write. */
const UNSTORABLE = /\0|\p{Surrogate}/u

/** The first flaw in a parsed JSON value, or undefined. Depth is bounded by `nesting`, so recursion is safe. */
export function flawIn(value: unknown, nesting: number): Flaw | undefined {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? { path: [], code: 'text' } : undefined
  if (value === null || typeof value !== 'object') return undefined
  if (nesting === 0) return { path: [], code: 'nesting' }
  for (const key of Object.keys(value)) {
    if (UNSTORABLE.test(key)) return { path: [], code: 'text' }
    const flaw = flawIn((value as Record<string, unknown>)[key], nesting - 1)
    if (flaw) return flaw.code === 'nesting' ? flaw : { ...flaw, path: [key, ...flaw.path] }
  }
  return undefined
}

export const messageOf = (code: Flaw['code'], nesting: number): string =>
  code === 'nesting'
    ? `expected at most ${nesting} objects and arrays inside each other`
    : 'expected text without NUL characters and halves of surrogate pairs'
