/** The reader for people: every problem of a playbook at once, each with its place, what was expected and what to write instead. */
import { checkPlaybook, LARGEST } from './check'
import { fixFor, type Wrong } from './fix'
import { syntaxErrorIn } from './json-syntax'
import { asDuration } from './mend'
import { named } from './named'
import { type Path, type Problem, pointer, problemAt } from './problem'
import { type Playbook, playbookSchema } from './schema'
import { syntaxHint } from './syntax-hint'

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
    return failed(
      withFix({
        path: [],
        code: 'too-large',
        expected: 'at most 1 MB',
        found: `${(text.length / 1e6).toFixed(1)} MB`,
        playbook: {},
      }),
    )
  try {
    return parseValue(JSON.parse(text))
  } catch {
    return failed(syntaxProblem(text))
  }
}

const failed = (...problems: ParseProblem[]): Parsing => ({ ok: false, problems })

const syntaxProblem = (text: string): ParseProblem => {
  const { line = 1, column = 1, expected = 'JSON', found } = syntaxErrorIn(text) ?? {}
  const hint = syntaxHint({ expected, found, line, column })
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

const withFix = (wrong: Wrong): Problem => {
  const hint = fixFor(wrong)
  return { ...problemAt(wrong.path, wrong.code, wrong.expected, wrong.found), ...(hint && { hint }) }
}

const parseValue = (value: unknown): Parsing => {
  const problems: Problem[] = []
  checkPlaybook(value, (path, code, expected, found, known) => {
    const problem = asWritten(path, found) ?? withFix({ path, code, expected, found, known, playbook: value })
    problems.push({ ...problem, message: named(problem.message, path, value) })
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
  return {
    ...problemAt(path, 'wrong-type', 'an object like { "after": "3d" }', found),
    hint: `Write { "after": "${asDuration(found) ?? '3d'}" }.`,
  }
}
