import { coverage } from '../../playbook/coverage'
import { type ParseProblem, parsePlaybook } from '../../playbook/parse'
import type { Command } from '../command'
import type { Io } from '../io'
import { locate } from '../locate'
import { messages, wrongUsage } from '../messages'

export const command: Command = {
  help: `gainloop check <file> [--json]

Finds what is wrong with a playbook, and every answer a user could give that has no lesson.
"-" reads standard input.

  --json  the findings as JSON: { ok, problems: [{ path, code, severity, message, hint?, line?, column? }] }

Exits 0 when nothing is wrong (warnings are allowed), 1 when something is.`,
  options: { json: { type: 'boolean' } },
  arguments: 1,
  async run({ json }, [file], io) {
    if (file === undefined) throw wrongUsage(messages.noFile())
    const text = await readFile(io, file)
    const problems = findingsIn(text)
    const ok = !problems.some(({ severity }) => severity === 'error')
    if (json) io.out(JSON.stringify({ ok, problems }, null, 2))
    else for (const line of report(file === '-' ? 'stdin' : file, problems)) io.out(line)
    return ok ? 0 : 1
  },
}

async function readFile(io: Io, file: string): Promise<string> {
  try {
    return (await io.read(file)).replace(/^\uFEFF/, '')
  } catch (error) {
    throw wrongUsage(messages.unreadableFile(file, (error as { code?: string }).code ?? String(error)))
  }
}

function findingsIn(text: string): ParseProblem[] {
  const parsed = parsePlaybook(text)
  const problems: ParseProblem[] = parsed.ok ? coverage(parsed.playbook).problems : parsed.problems
  // What is not JSON brings its own place; everything else has a path into JSON.
  return problems.map((problem) =>
    problem.code === 'not-json' ? problem : { ...problem, ...locate(text, problem.path) },
  )
}

/** One line a finding, as editors and CI systems link them. */
function report(file: string, problems: readonly ParseProblem[]): string[] {
  const lines = problems.map(
    ({ line, column, severity, message, hint }) =>
      `${file}${line === undefined ? '' : `:${line}:${column}`}: ${severity}: ${message}${hint ? ` (${hint})` : ''}`,
  )
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  return [
    ...lines,
    errors + warnings === 0 ? `${file}: fine` : `${count(errors, 'error')}, ${count(warnings, 'warning')}`,
  ]
}

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`
