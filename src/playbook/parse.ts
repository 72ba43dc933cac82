/** The reader for people: every problem of a playbook at once, each with its place, what was expected and what to write instead. */
import { checkPlaybook, LARGEST } from './check'
import { syntaxErrorIn } from './json-syntax'
import { nearest } from './nearest'
import { isPlain } from './plain'
import { type Path, type Problem, pointer, problemAt } from './problem'
import { type Playbook, playbookSchema } from './schema'

/** A problem of the file itself has a place in it. */
export type ParseProblem = Problem & { line?: number; column?: number }
export type Parsing = { ok: true; playbook: Playbook } | { ok: false; problems: ParseProblem[] }

/**
 * Reads a playbook: JSON text, or what was parsed from it. Returns it unchanged, or all its problems. Never throws.
 * Holes in its coverage are no problem here: see `coverage`.
 */
export const parsePlaybook = (json: unknown): Parsing => {
  if (typeof json !== 'string') return parseValue(json)
  const text = json.replace(/^\uFEFF/, '')
  if (text.length > LARGEST)
    return failed(problemAt([], 'too-large', 'at most 1 MB', `${(text.length / 1e6).toFixed(1)} MB`))
  try {
    return parseValue(JSON.parse(text))
  } catch {
    return failed(syntaxProblem(text))
  }
}

const failed = (...problems: ParseProblem[]): Parsing => ({ ok: false, problems })

const syntaxProblem = (text: string): ParseProblem => {
  const { line = 1, column = 1, expected = 'JSON', found } = syntaxErrorIn(text) ?? {}
  const hint =
    found === undefined
      ? 'Is the file complete?'
      : /^\/[/*]/.test(found)
        ? 'JSON has no comments.'
        : /^[}\]]/.test(found) && /name|value/.test(expected)
          ? 'Remove the comma before it.'
          : /^['‘’“”]/.test(found)
            ? 'Use straight double quotes: "'
            : undefined
  return {
    path: '',
    code: 'not-json',
    severity: 'error',
    message: `At line ${line}, column ${column}: expected ${expected}, got ${found === undefined ? 'the end of the file' : `\`${found}\``}`,
    ...(hint && { hint }),
    line,
    column,
  }
}

const parseValue = (value: unknown): Parsing => {
  const problems: Problem[] = []
  checkPlaybook(value, (path, code, expected, found, known) => {
    const problem = asWritten(path, found) ?? problemAt(path, code, expected, found)
    const hint = problem.hint ?? hintFor(code, found, known)
    problems.push({ ...problem, message: named(problem.message, path, value), ...(hint && { hint }) })
  })
  if (problems.length) return failed(...problems)
  // The schema has the last word, should the table made from it ever say less.
  const parsed = playbookSchema.safeParse(value)
  if (parsed.success) return { ok: true, playbook: value as Playbook }
  return failed(
    ...parsed.error.issues.map((issue): Problem => {
      const path = issue.path as Path
      return {
        path: pointer(path),
        code: 'schema',
        severity: 'error',
        message: `At ${path.join('.')}: ${issue.message}`,
      }
    }),
  )
}

/** `"when": "3d"` is what people write first. */
const asWritten = (path: Path, found: unknown): Problem | undefined => {
  if (typeof found !== 'string' || path.length !== 4 || path.slice(2).join() !== 'ask,when') return undefined
  const duration = /^\d+[smhdw]$/.test(found)
  return {
    ...problemAt(path, 'wrong-type', duration ? 'an object like { "after": "3d" }' : 'a duration like "3d"', found),
    hint: `Write { "after": "${duration ? found : '3d'}" }`,
  }
}

/** Lessons stand in a list: their number alone does not help to find one. */
const named = (message: string, [list, index, ...rest]: Path, playbook: unknown): string => {
  const lessons = isPlain(playbook) && list === 'lessons' && Array.isArray(playbook.lessons) ? playbook.lessons : []
  const lesson = lessons[index as number]
  return isPlain(lesson) && typeof lesson.id === 'string' && rest.join() !== 'id'
    ? message.replace(': ', ` (lesson "${lesson.id}"): `)
    : message
}

const hintFor = (code: string, found: unknown, known: readonly string[] | undefined): string | undefined => {
  if (code === 'missing-field' || code === 'language-missing') return 'Add it.'
  if (!known?.length || known.includes(found as string)) return undefined
  const near = typeof found === 'string' ? nearest(found, known) : undefined
  if (near !== undefined) return `Did you mean "${near}"?`
  return known.length > 12 ? undefined : `There is ${known.map((name) => `"${name}"`).join(', ')}.`
}
