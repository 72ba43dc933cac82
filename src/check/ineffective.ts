/** Parts of a playbook that have no effect. No reader refuses them, and nobody notices until users do. */
import { isJoin } from '../playbook/condition-operators'
import type { Path } from '../playbook/mistake'
import { isPlain } from '../playbook/plain'
import type { Action, Playbook } from '../playbook/schema'
import { placeholders } from '../playbook/template'
import type { Contents, Wording } from './contents'
import { figureTexts, unknownFigure } from './figure-texts'
import { type Problem, warning } from './problem'

/** The actions a place in the playbook is about: the one it is in, those a lesson is for, or all. */
const actionsAt = ({ actions, lessons }: Playbook, [part, which]: Path): Action[] => {
  if (part === 'actions') return [actions[which as string]].filter((one) => one !== undefined)
  const meant = part === 'lessons' ? lessons[which as number]?.for.actions : undefined
  return Object.entries(actions).flatMap(([name, action]) => (!meant || meant.includes(name) ? [action] : []))
}

/** Every field a condition tests, with what it is tested against. */
const testsIn = (condition: unknown, path: Path): { path: Path; field: string; wanted: unknown }[] =>
  Object.entries(isPlain(condition) ? condition : {}).flatMap(([field, wanted]) =>
    isJoin(field)
      ? [wanted].flat().flatMap((one, n) => testsIn(one, [...path, field, n]))
      : [{ path: [...path, field], field, wanted }],
  )

const COMPARISONS: Record<string, string> = {
  '>': '$gt',
  '>=': '$gte',
  '<': '$lt',
  '<=': '$lte',
  '=': '$eq',
  '!=': '$ne',
}

/** `{ ">=": 5 }` and `{ "gte": 5 }` are values like any other, and equal to no number. */
const valueForOperator = (path: Path, wanted: unknown): Problem[] => {
  const [key] = isPlain(wanted) ? Object.keys(wanted) : []
  const meant =
    key && (COMPARISONS[key] ?? (/^(eq|ne|gte?|lte?|n?in|exists|regex|not)$/.test(key) ? `$${key}` : undefined))
  return meant
    ? [warning(path, 'object-to-compare', `compares with the object { "${key}": … }`, `Did you mean "${meant}"?`)]
    : []
}

const OF_A_MOMENT = /^(moment\.(label|properties\.)|properties\.)/

/** Asks of the kind `every` and `digest` have moments nobody tracked: without a label and properties. */
const untracked = (playbook: Playbook, path: Path, name: string): Problem[] => {
  const { when } = (path[0] === 'actions' && path[2] === 'ask' && playbook.actions[path[1] as string]?.ask) || {}
  const kind = when && ('every' in when ? 'every' : 'digest' in when ? 'digest' : undefined)
  return kind && OF_A_MOMENT.test(name)
    ? [
        warning(
          path,
          'untracked-moment',
          `"${name}" is never there: the moments of "${kind}" are periods, which nobody tracked`,
          path.includes('if') ? 'Ask by traits.*, or by the history.' : 'Leave it out, or give it an "or:".',
        ),
      ]
    : []
}

const inText = (playbook: Playbook, { path, role, string }: Wording): Problem[] =>
  role === 'interface' || !/\{\{|\[\[/.test(string)
    ? []
    : [
        ...figureTexts(path, string, actionsAt(playbook, path)),
        ...placeholders(string).flatMap(({ path: name, or }) =>
          or === undefined ? untracked(playbook, path, name) : [],
        ),
      ]

const inAsk = (name: string, { ask, metrics = {} }: Action): Problem[] => {
  const { scale } = ask
  const path = ['actions', name, 'ask']
  const judged = Object.values(metrics).some(({ reached, missed }) => reached || missed)
  const figure =
    typeof scale === 'object' && scale.kind === 'number' && scale.metric ? metrics[scale.metric] : undefined
  const hint = 'Add "reached": { "$gte": … }, "missed": { "$lt": … } or both to the metric.'
  return [
    ...(figure && !figure.reached && !figure.missed
      ? [
          warning(
            [...path, 'scale', 'metric'],
            'no-condition',
            'whatever figure a user gives, the result is "partly"',
            hint,
          ),
        ]
      : []),
    ...(ask.judge === 'metrics' && !judged
      ? [warning([...path, 'judge'], 'no-condition', 'no metric of this action says when the result is reached', hint)]
      : []),
  ]
}

/** Without a scheme, `example.com/help` is a path on the vendor's own site. */
const withoutScheme = ({ path, url }: Contents['urls'][number]): Problem[] =>
  /^(www\.|[\w-]+(\.[\w-]+)*\.(com|org|net|io|co|app|dev|example)(\/|$))/i.test(url)
    ? [
        warning(
          path,
          'no-scheme',
          `"${url}" is read as a path on your own site`,
          `Write "https://${url}", or "./${url}" if a path is meant.`,
        ),
      ]
    : []

export const withoutEffect = (playbook: Playbook, { texts, urls, conditions }: Contents): Problem[] => [
  ...Object.entries(playbook.actions).flatMap(([name, action]) => inAsk(name, action)),
  ...conditions
    .flatMap(({ path, condition }) => testsIn(condition, path))
    .flatMap(({ path, field, wanted }) => [
      ...valueForOperator(path, wanted),
      ...unknownFigure(path, field, actionsAt(playbook, path)),
      ...untracked(playbook, path, field),
    ]),
  ...texts.flatMap((text) => inText(playbook, text)),
  ...urls.flatMap(withoutScheme),
]
