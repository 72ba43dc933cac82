/** One thing that is wrong with a JSON value, before anyone puts it in words. */

/** The keys and indices that lead to a place in a JSON value. */
export type Path = (string | number)[]

export interface Mistake {
  path: Path
  /** Kebab-case and stable, for code that reads it. */
  code: string
  /** Completes "expected …". */
  expected: string
  /** The value at `path`; for a wrong name, the name. */
  found: unknown
  /** The names that would have been right. */
  known?: readonly string[] | undefined
}

const LONGEST = 80

/** A value in a few words: completes "got …". */
export const received = (found: unknown): string => {
  if (found === undefined) return 'nothing'
  if (typeof found === 'object' && found) {
    const kind = Array.isArray(found) ? 'list' : 'object'
    return Object.keys(found).length ? `${kind === 'list' ? 'a' : 'an'} ${kind}` : `an empty ${kind}`
  }
  const text = typeof found === 'string' ? JSON.stringify(found) : String(found)
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

/** `At actions.campaign.sent.ask.expires: expected a duration like "3d", got "3 days"`. */
export const messageOf = ({ path, expected, found }: Mistake): string =>
  `At ${path.join('.') || 'the playbook'}: expected ${expected}, got ${received(found)}`
