/** What an author is told about a playbook: an error or a warning, with its place and what to do about it. */
import { messageOf, type Mistake, type Path } from '../playbook/mistake'
import { isPlain } from '../playbook/plain'

/** A mistake together with the whole playbook. */
export interface MistakeIn extends Mistake {
  playbook: unknown
}

export interface Problem {
  /** A JSON Pointer: `/actions/campaign.sent/ask/when`. */
  path: string
  /** Kebab-case and stable, for code that reads problems. */
  code: string
  severity: 'error' | 'warning'
  /** Where, what was expected and what was found, in one sentence. */
  message: string
  /** What to do about it, where that can be guessed. */
  hint?: string
}

/** JSON Pointer, RFC 6901. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

export const errorOf = (mistake: Mistake, hint?: string): Problem => ({
  path: pointer(mistake.path),
  code: mistake.code,
  severity: 'error',
  message: messageOf(mistake),
  ...(hint && { hint }),
})

/** Something that is allowed but hardly meant. `message` is a sentence about what stands at `path`. */
export const warning = (path: Path, code: string, message: string, hint?: string): Problem => ({
  path: pointer(path),
  code,
  severity: 'warning',
  message: `At ${path.join('.')}: ${message}`,
  ...(hint && { hint }),
})

/** Adds the lesson's id to the message of a problem inside a lesson: its number in the list does not help to find it. */
export const withLessonId = (problem: Problem, playbook: unknown): Problem => {
  const [list, index, ...rest] = problem.path.split('/').slice(1)
  const lessons = isPlain(playbook) && list === 'lessons' && Array.isArray(playbook.lessons) ? playbook.lessons : []
  const lesson = lessons[Number(index)]
  return isPlain(lesson) && typeof lesson.id === 'string' && rest.join('/') !== 'id'
    ? { ...problem, message: problem.message.replace(': ', ` (lesson "${lesson.id}"): `) }
    : problem
}
