/** Everything that `gainloop check` finds in a playbook, each with its line and column. */
import { type NeverFirst, neverFirst } from '../lesson/never-first'
import { type Coverage, coverage } from '../check/coverage'
import { languagesOf } from '../playbook/language'
import { figuresToSend } from '../check/figures-to-send'
import { type ParseProblem, parsePlaybook } from '../check/parse'
import { type Problem, pointer } from '../check/problem'
import type { Playbook } from '../playbook/schema'
import { type Places, placesIn } from './locate'
import type { Progress } from './progress'

export interface Examination {
  /** In the order of the file. */
  problems: ParseProblem[]
  /** Absent if the playbook has errors. */
  coverage?: Coverage
  /** The playbook's languages; empty if it has errors. */
  languages: string[]
  /** Lessons that nobody gets before another lesson is used up. */
  later: NeverFirst[]
  /** What the vendor has to report for periods, a line each. */
  figures: string[]
}

/** The codes of problems with a member's name rather than with its value. */
const NAME_CODES = new Set([
  ...['unknown-field', 'unknown-operator', 'unknown-root', 'unknown-text', 'unknown-point'],
  ...['misplaced-operator', 'language-unknown', 'repeated-name'],
])

/** Whether a problem is with a member's name. For a malformed id that is a member's name, only the message says so. */
const isOfName = ({ path, code, message }: Problem): boolean =>
  NAME_CODES.has(code) ||
  (code === 'wrong-format' && message.endsWith(`got ${JSON.stringify(path.replace(/^.*\//s, ''))}`))

/** Of a playbook with errors. */
const NOTHING = { languages: [], later: [], figures: [] }

export function examine(text: string, now: number, progress: Progress): Examination {
  const parsed = parsePlaybook(text)
  if (!parsed.ok && parsed.problems.some(({ code }) => code === 'not-json' || code === 'too-large'))
    return { problems: parsed.problems, ...NOTHING }
  const places = placesIn(text)
  const twice = repeatedNames(places)
  if (!parsed.ok) return { problems: inOrder([...twice, ...parsed.problems], places), ...NOTHING }

  progress('looking for answers without a lesson')
  const found = coverage(parsed.playbook, {
    now,
    progress: (done, of) => progress(`checked the answers of ${done} of ${of} actions`),
  })
  progress('comparing the lessons')
  const skip = found.unreachable.map(({ lesson }) => lesson)
  const later = neverFirst(parsed.playbook, { now, skip })
  const problems = [...twice, ...found.problems, ...neverPreferred(parsed.playbook, later)]
  return {
    problems: inOrder(problems, places),
    coverage: found,
    languages: languagesOf(parsed.playbook),
    later,
    figures: figuresToSend(parsed.playbook),
  }
}

const repeatedNames = ({ repeated }: Places): Problem[] =>
  repeated.map(({ path, first }) => ({
    path,
    code: 'repeated-name',
    severity: 'warning',
    message: `At ${path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')}: this name is already used in line ${first.line}; the value there is lost`,
    hint: 'Remove or rename one of them.',
  }))

const neverPreferred = ({ lessons }: Playbook, later: readonly NeverFirst[]): Problem[] =>
  later
    .filter(({ always }) => always)
    .map(({ lesson, behind }) => ({
      path: pointer(['lessons', lessons.findIndex(({ id }) => id === lesson)]),
      code: 'never-preferred',
      severity: 'warning',
      message: `The lesson "${lesson}" is never shown: "${behind}" is preferred for everything it is for, and is available again before the next ask`,
      hint: `Give it a higher "weight" than "${behind}", or remove "repeat" from "${behind}".`,
    }))

function inOrder(problems: readonly ParseProblem[], places: Places): ParseProblem[] {
  return problems
    .map((problem) => ({ ...problem, ...places.at(problem.path, isOfName(problem)) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
}
