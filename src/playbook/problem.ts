/** What is wrong with a playbook, said so that the person who wrote it can mend it. */
export interface Problem {
  /** A JSON Pointer: `/actions/campaign.sent/ask/when`. */
  path: string
  /** Kebab-case and stable: for code that reads problems. */
  code: string
  severity: 'error' | 'warning'
  /** Where, what was expected and what was found, in one sentence. */
  message: string
  /** What to do about it, where that can be guessed. */
  hint?: string
}

/** Where in a playbook: the keys and indices that lead there. Only `walk.ts` changes one. */
export type Path = (string | number)[]

/** Takes note of a problem. `known`: the names that would have been right, for a hint. */
export type Report = (path: Path, code: string, expected: string, found: unknown, known?: readonly string[]) => void

/** JSON Pointer, RFC 6901. */
export const pointer = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const shown = (found: unknown): string => {
  if (found === undefined) return 'nothing'
  if (typeof found === 'object' && found) {
    const kind = Array.isArray(found) ? 'list' : 'object'
    return Object.keys(found).length ? `${kind === 'list' ? 'a' : 'an'} ${kind}` : `an empty ${kind}`
  }
  const text = typeof found === 'string' ? JSON.stringify(found) : String(found)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** `At actions.campaign.sent.ask.expires: expected a duration like "3d", got "3 days"`. */
export const problemAt = (path: Path, code: string, expected: string, found: unknown): Problem => ({
  path: pointer(path),
  code,
  severity: 'error',
  message: `At ${path.join('.') || 'the playbook'}: expected ${expected}, got ${shown(found)}`,
})
