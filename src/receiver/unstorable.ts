/** What the event schemas do not rule out, but a database can't store or should not be asked to. */

export interface Unstorable {
  path: string[]
  code: 'nesting' | 'text'
}

/** A NUL character, which PostgreSQL can't store, or an unpaired surrogate, which UTF-8 can't encode. */
const UNSTORABLE_TEXT = /\0|\p{Surrogate}/u

/** Whether JSON may contain such text at all. It can do so only as an escape: unescaped, neither is valid JSON in UTF-8. */
export const mayHoldUnstorableText = (json: string): boolean => /\\u(?:0000|d[89a-f])/i.test(json)

/**
 * The first such part of a parsed JSON value; undefined if there is none. The recursion is no deeper than `nesting`.
 * @param checkText false if the JSON can't hold such text (`mayHoldUnstorableText`): then only the depth is checked
 */
export function findUnstorable(value: unknown, nesting: number, checkText = true): Unstorable | undefined {
  if (typeof value === 'string') {
    return checkText && UNSTORABLE_TEXT.test(value) ? { path: [], code: 'text' } : undefined
  }
  if (value === null || typeof value !== 'object') return undefined
  if (nesting === 0) return { path: [], code: 'nesting' }
  for (const key of Object.keys(value)) {
    if (checkText && UNSTORABLE_TEXT.test(key)) return { path: [], code: 'text' }
    const found = findUnstorable((value as Record<string, unknown>)[key], nesting - 1, checkText)
    if (found) return found.code === 'nesting' ? found : { ...found, path: [key, ...found.path] }
  }
  return undefined
}

export const unstorableMessage = (code: Unstorable['code'], nesting: number): string =>
  code === 'nesting'
    ? `expected at most ${nesting} nested objects and arrays`
    : 'expected text without NUL characters and unpaired surrogates'
