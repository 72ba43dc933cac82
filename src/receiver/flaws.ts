/** What no schema says and no database should be asked to hold. */

export interface Flaw {
  path: string[]
  code: 'nesting' | 'text'
}

/** NUL, which PostgreSQL cannot store, and half a surrogate pair, which UTF-8 cannot write. */
const UNSTORABLE = /\0|\p{Surrogate}/u

/** Whether JSON could hold such text at all. Only escapes can write it: raw, neither is JSON in UTF-8. */
export const mayBeUnstorable = (json: string): boolean => /\\u(?:0000|d[89a-f])/i.test(json)

/**
 * The first flaw in a parsed JSON value, or undefined. Depth is bounded by `nesting`, so recursion is safe.
 * @param texts false where the JSON is known to hold no such text, so that only the depth is looked at
 */
export function flawIn(value: unknown, nesting: number, texts = true): Flaw | undefined {
  if (typeof value === 'string') return texts && UNSTORABLE.test(value) ? { path: [], code: 'text' } : undefined
  if (value === null || typeof value !== 'object') return undefined
  if (nesting === 0) return { path: [], code: 'nesting' }
  for (const key of Object.keys(value)) {
    if (texts && UNSTORABLE.test(key)) return { path: [], code: 'text' }
    const flaw = flawIn((value as Record<string, unknown>)[key], nesting - 1, texts)
    if (flaw) return flaw.code === 'nesting' ? flaw : { ...flaw, path: [key, ...flaw.path] }
  }
  return undefined
}

export const messageOf = (code: Flaw['code'], nesting: number): string =>
  code === 'nesting'
    ? `expected at most ${nesting} objects and arrays inside each other`
    : 'expected text without NUL characters and halves of surrogate pairs'
