/** What no schema says and no database should be asked to hold. */

export interface Flaw {
  path: string[]
  code: 'nesting' | 'text'
  message: string
}

/** NUL, which PostgreSQL cannot store, and half a surrogate pair, which UTF-8 cannot write. */
const UNSTORABLE = /\0|\p{Surrogate}/u

/** The first flaw in a parsed JSON value, or undefined. Depth is bounded by `nesting`, so recursion is safe. */
export function flawIn(value: unknown, nesting: number, path: string[] = []): Flaw | undefined {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? unstorable(path) : undefined
  if (value === null || typeof value !== 'object') return undefined
  if (path.length >= nesting) {
    return { path: [], code: 'nesting', message: `expected at most ${nesting} objects and arrays inside each other` }
  }
  for (const [key, inner] of Object.entries(value)) {
    if (UNSTORABLE.test(key)) return unstorable(path)
    const flaw = flawIn(inner, nesting, [...path, key])
    if (flaw) return flaw
  }
  return undefined
}

const unstorable = (path: string[]): Flaw => ({
  path,
  code: 'text',
  message: 'expected text without NUL characters and halves of surrogate pairs',
})
