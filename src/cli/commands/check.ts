import type { ParseProblem } from '../../playbook/parse'
import type { Command } from '../command'
import { type Examination, examine } from '../examine'
import { matrix } from '../matrix'
import { Told } from '../messages'
import { progressOf } from '../progress'
import { nameOf, readFile } from '../read-file'

export const command: Command = {
  help: `gainloop check <file> [--matrix] [--json]

Finds what is wrong with a playbook, each with its line, its column and what to write instead; every answer a user could
give that has no lesson; and what is allowed but hardly meant. "-" reads standard input.

  --matrix  also the coverage: how many lessons can be relied on for each action, band, obstacle or strength, and segment
  --json    the findings as JSON: { ok, problems: [{ path, code, severity, message, hint?, line?, column? }] };
            with --matrix also { coverage: { answers: [{ action, band, obstacle?, strength?, segment?, lessons, missing }],
            later: [{ lesson, behind }] } }, or null where errors keep it from being looked at.
            path is a JSON Pointer, severity "error" or "warning", missing the languages no lesson is in,
            later the lessons nobody gets before the one they are behind is used up

Exits 0 when nothing is wrong (warnings are allowed), 1 when something is, 2 when it was called wrongly.
Says on stderr what it is doing when that takes longer than a second.`,
  options: { json: { type: 'boolean' }, matrix: { type: 'boolean' } },
  arguments: 1,
  async run({ json, matrix: table }, [file], io) {
    const text = await readFile(io, file, 'check').catch((error) => {
      // Who asked for JSON reads JSON, whatever is wrong.
      if (json && error instanceof Told) io.out(JSON.stringify({ ok: false, problems: [unread(error)] }, null, 2))
      throw error
    })
    const found = examine(text, io.now(), progressOf(io))
    const ok = !found.problems.some(({ severity }) => severity === 'error')
    if (json) io.out(JSON.stringify({ ok, problems: found.problems, ...(table && { coverage: told(found) }) }, null, 2))
    else for (const line of report(nameOf(`${file}`), found, !!table)) io.out(line)
    return ok ? 0 : 1
  },
}

const told = ({ coverage, later }: Examination) =>
  coverage ? { answers: coverage.cells, later: later.map(({ lesson, behind }) => ({ lesson, behind })) } : null

const unread = ({ said }: Told): ParseProblem => ({
  ...{ path: '', code: 'unreadable', severity: 'error' },
  ...{ message: said.what, ...(said.fix && { hint: said.fix }) },
})

/** One line a finding, as editors and CI systems link them. */
const lineOf = (file: string, { line, column, severity, message, hint }: ParseProblem): string =>
  `${file}${line === undefined ? '' : `:${line}:${column}`}: ${severity}: ${message}${hint ? ` (${hint})` : ''}`

function report(file: string, { problems, coverage, languages, later }: Examination, table: boolean): string[] {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const all = coverage && !coverage.holes.length
  const sum = `${count(errors, 'error')}, ${count(warnings, 'warning')}`
  return [
    ...problems.map((problem) => lineOf(file, problem)),
    ...(table && coverage ? [...matrix(coverage.cells, languages), ''] : []),
    ...(table ? later.map(({ lesson, behind }) => `"${lesson}" comes only when "${behind}" is used up`) : []),
    `${problems.length ? sum : `${file}: fine`}${all ? `: ${answers(coverage.cells.length)}, in ${languages.join(', ')}` : ''}`,
    ...(coverage ? [] : ['Answers without a lesson are looked for once there are no errors.']),
  ]
}

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`
const answers = (n: number): string => `each of ${n} answers has its lesson`
