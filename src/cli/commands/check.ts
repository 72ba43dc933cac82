import { coverage } from '../../playbook/coverage'
import { parsePlaybook } from '../../playbook/parse'
import type { Problem } from '../../playbook/problem'
import type { Command } from '../command'
import type { Io } from '../io'
import { locate, type Place } from '../locate'
import { messages, wrongUsage } from '../messages'

type Finding = Problem & Partial<Place>

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

function findingsIn(text: string): Finding[] {
  const parsed = parsePlaybook(text)
  const problems = parsed.ok ? coverage(parsed.playbook).problems : parsed.problems
  return problems.map((problem) => ('line' in problem ? problem : { ...problem, ...placeOf(text, problem.path) }))
}

function placeOf(text: string, path: string): Partial<Place> {
  try {
    JSON.parse(text)
  } catch {
    return {}
  }
  return locate(text, path)
}

/** One line a finding, as editors and CI systems link them. */
function report(file: string, problems: readonly Finding[]): string[] {
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
