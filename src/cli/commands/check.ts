import type { ParseProblem } from '../../check/parse'
import type { Command } from '../command'
import { type Examination, examine } from '../examine'
import { matrix } from '../matrix'
import { CliError } from '../messages'
import { progressOf } from '../progress'
import { displayName, readFile } from '../read-file'

export const command: Command = {
  help: `gainloop check <file> [--matrix] [--json]

Finds what is wrong with a playbook, with line, column and what to write instead; every possible answer of a user for
which there is no lesson; what is allowed but probably a mistake; and which figures of periods you have to report. "-" reads
standard input.

  --matrix  prints the coverage too: how many lessons are guaranteed for each action, band, obstacle or strength, and segment
  --json    prints JSON: { ok, problems: [{ path, code, severity, message, hint?, line?, column? }] };
            with --matrix also { coverage: { answers: [{ action, band, obstacle?, strength?, segment?, lessons, missing }],
            later: [{ lesson, behind }] } }, where coverage is null if the playbook has errors.
            path is a JSON Pointer, severity is "error" or "warning", missing lists the languages without a lesson,
            later lists the lessons that nobody gets before the lesson they are behind is used up

Exits 0 when nothing is wrong (warnings are allowed), 1 when something is, 2 when it was called wrongly.
Reports its progress on stderr when it takes longer than a second.`,
  options: { json: { type: 'boolean' }, matrix: { type: 'boolean' } },
  arguments: 1,
  async run({ json, matrix: table }, [file], io) {
    const text = await readFile(io, file, 'check').catch((error) => {
      // A program that asked for JSON gets JSON, whatever is wrong.
      if (json && error instanceof CliError)
        io.out(JSON.stringify({ ok: false, problems: [unreadable(error)] }, null, 2))
      throw error
    })
    const found = examine(text, io.now(), progressOf(io))
    const ok = !found.problems.some(({ severity }) => severity === 'error')
    if (json)
      io.out(JSON.stringify({ ok, problems: found.problems, ...(table && { coverage: coverageJson(found) }) }, null, 2))
    else for (const line of report(displayName(`${file}`), found, !!table)) io.out(line)
    return ok ? 0 : 1
  },
}

const coverageJson = ({ coverage, later }: Examination) =>
  coverage ? { answers: coverage.cells, later: later.map(({ lesson, behind }) => ({ lesson, behind })) } : null

const unreadable = ({ details }: CliError): ParseProblem => ({
  ...{ path: '', code: 'unreadable', severity: 'error' },
  ...{ message: details.what, ...(details.fix && { hint: details.fix }) },
})

/** One line per problem, in the form that editors and CI systems turn into links. */
const lineOf = (file: string, { line, column, severity, message, hint }: ParseProblem): string =>
  `${file}${line === undefined ? '' : `:${line}:${column}`}: ${severity}: ${message}${hint ? ` (${hint})` : ''}`

function report(
  file: string,
  { problems, coverage, languages, later, figures }: Examination,
  table: boolean,
): string[] {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const all = coverage && !coverage.holes.length
  const sum = `${count(errors, 'error')}, ${count(warnings, 'warning')}`
  return [
    ...problems.map((problem) => lineOf(file, problem)),
    ...(table && coverage ? [...matrix(coverage.cells, languages), ''] : []),
    ...(table ? later.map(({ lesson, behind }) => `"${lesson}" is shown only when "${behind}" is used up`) : []),
    `${problems.length ? sum : `${file}: fine`}${all ? `: ${answers(coverage.cells.length)}, in ${languages.join(', ')}` : ''}`,
    ...figures,
    ...(coverage ? [] : ['Answers without a lesson are looked for once there are no errors.']),
  ]
}

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`
const answers = (n: number): string => `each of ${n} answers has its lesson`
