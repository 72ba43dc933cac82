/** Texts that name figures: metrics that are not there, formats that are not the metric's, and stretches that never go. */
import type { Path } from '../playbook/mistake'
import { nearest } from '../playbook/nearest'
import type { Action, Metric } from '../playbook/schema'
import { type Placeholder, placeholders, stretches, withoutStretches } from '../playbook/template'
import { type Problem, warning } from './problem'

type Metrics = NonNullable<Action['metrics']>

/** The metric that a path is of. An empty name: the action's first. */
const metricIn = (path: string): string | undefined => {
  const [, ofMoment] = /^metrics\.(.+)$/.exec(path) ?? []
  const [, gained] = /^gain\.(?:(.+)\.)?(?:from|to|change|since)$/.exec(path) ?? [undefined, undefined]
  if (ofMoment !== undefined) return ofMoment
  if (!path.startsWith('gain.') || gained === 'rating') return undefined
  return gained ?? ''
}

/** A figure that none of these actions reports: nothing is shown for it, and no condition on it holds. */
export const unknownFigure = (path: Path, name: string, actions: readonly Action[]): Problem[] => {
  const metric = metricIn(name)
  const known = actions.flatMap(({ metrics }) => Object.keys(metrics ?? {}))
  if (!metric || !known.length || known.includes(metric)) return []
  const near = nearest(metric, known)
  return [
    warning(
      path,
      'unknown-figure',
      `no action here has the metric "${metric}"`,
      near ? `Did you mean "${name.replace(metric, near)}"?` : `There is ${known.map((one) => `"${one}"`).join(', ')}.`,
    ),
  ]
}

/** The formats that a figure of a unit may be given. It needs none. */
const FITTING: Record<Metric['unit'], readonly string[]> = {
  number: ['number'],
  percent: ['percent'],
  currency: ['currency', 'number'],
  duration: [],
}

const declaredAs = (metrics: Metrics, name: string): Metric | undefined =>
  name === '' ? Object.values(metrics)[0] : Object.hasOwn(metrics, name) ? metrics[name] : undefined

/** `{{gain.days.from|percent}}` of a metric in seconds: "200,000,000%". */
const foreignFormat = (path: Path, { path: name, format }: Placeholder, actions: readonly Action[]): Problem[] => {
  const metric = metricIn(name)
  if (format === undefined || metric === undefined || name.endsWith('since')) return []
  const units = actions.flatMap(({ metrics = {} }) => declaredAs(metrics, metric)?.unit ?? [])
  const wrong = units.find((unit) => !FITTING[unit].includes(format))
  return wrong
    ? [
        warning(
          path,
          'foreign-format',
          `"${name}" is of the unit "${wrong}", which is no ${format}`,
          `Write {{${name}}}: it is shown in its own unit.`,
        ),
      ]
    : []
}

/** A stretch that names no value which may be missing is always shown; one that never ends is shown with its marks. */
const idleStretches = (path: Path, text: string): Problem[] => [
  ...stretches(text)
    .filter((named) => named.every(({ or }) => or !== undefined))
    .map(() =>
      warning(
        path,
        'idle-stretch',
        'a stretch in [[ ]] names no value that may be missing, and is always shown',
        'Name one such as {{gain.from}} in it, without "or:", or leave the brackets out.',
      ),
    ),
  ...(/(?<!\\)\[\[/.test(withoutStretches(text))
    ? [
        warning(
          path,
          'broken-stretch',
          'a [[ has no ]], and is shown as it is',
          'End the stretch with ]], or write \\[ to mean the bracket.',
        ),
      ]
    : []),
]

/** @param actions those that the text is about */
export const figureTexts = (path: Path, text: string, actions: readonly Action[]): Problem[] => [
  ...placeholders(text).flatMap((one) => [
    ...unknownFigure(path, one.path, actions),
    ...foreignFormat(path, one, actions),
  ]),
  ...idleStretches(path, text),
]
