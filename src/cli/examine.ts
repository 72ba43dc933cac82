/** All that `gainloop check` finds in the text of a playbook, each with its line and column. */
import { type NeverFirst, neverFirst } from '../lesson/never-first'
import { type Coverage, coverage } from '../check/coverage'
import { languagesOf } from '../playbook/language'
import { type ParseProblem, parsePlaybook } from '../check/parse'
import { type Problem, pointer } from '../check/problem'
import type { Playbook } from '../playbook/schema'
import { type Places, placesIn } from './locate'
import type { Progress } from './progress'

export interface Examination {
  /** In the order of the file. */
  problems: ParseProblem[]
  /** Absent where errors keep the playbook from being read. */
  coverage?: Coverage
  /** The playbook's; none where it can't be read. */
  languages: string[]
  /** Lessons nobody gets before another is used up. */
  later: NeverFirst[]
}

const OF_NAMES = /^(unknown-(field|operator|root|text|point)|misplaced-operator|language-unknown|repeated-name)$/

/** Whether a problem is one of a name rather than of what stands under it; of an id the vendor gave, only its message tells. */
const isOfName = ({ path, code, message }: Problem): boolean =>
  OF_NAMES.test(code) ||
  (code === 'wrong-format' && message.endsWith(`got ${JSON.stringify(path.replace(/^.*\//s, ''))}`))

export function examine(text: string, now: number, progress: Progress): Examination {
  const parsed = parsePlaybook(text)
  if (!parsed.ok && parsed.problems.some(({ code }) => /^(not-json|too-large)$/.test(code)))
    return { problems: parsed.problems, languages: [], later: [] }
  const places = placesIn(text)
  const twice = repeatedNames(places)
  if (!parsed.ok) return { problems: inOrder([...twice, ...parsed.problems], places), languages: [], later: [] }

  progress('looking for answers without a lesson')
  const found = coverage(parsed.playbook, {
    now,
    progress: (done, of) => progress(`looked at the answers to ${done} of ${of} actions`),
  })
  progress('comparing the lessons')
  const skip = found.unreachable.map(({ lesson }) => lesson)
  const later = neverFirst(parsed.playbook, { now, skip })
  const problems = [...twice, ...found.problems, ...neverPreferred(parsed.playbook, later)]
  return { problems: inOrder(problems, places), coverage: found, languages: languagesOf(parsed.playbook), later }
}

const repeatedNames = ({ repeated }: Places): Problem[] =>
  repeated.map(({ path, first }) => ({
    path,
    code: 'repeated-name',
    severity: 'warning',
    message: `At ${path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')}: this name stands in line ${first.line} already; what stands there is lost`,
    hint: 'Remove one, or rename it.',
  }))

const neverPreferred = ({ lessons }: Playbook, later: readonly NeverFirst[]): Problem[] =>
  later
    .filter(({ always }) => always)
    .map(({ lesson, behind }) => ({
      path: pointer(['lessons', lessons.findIndex(({ id }) => id === lesson)]),
      code: 'never-preferred',
      severity: 'warning',
      message: `The lesson "${lesson}" never gets its turn: "${behind}" comes first for all it is for, and back before the next ask`,
      hint: `Give it a "weight" above that of "${behind}", or take "repeat" from "${behind}".`,
    }))

function inOrder(problems: readonly ParseProblem[], places: Places): ParseProblem[] {
  return problems
    .map((problem) => ({ ...problem, ...places.at(problem.path, isOfName(problem)) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
}
