/** What to write in place of a name that does not exist. */
import { nearest } from '../playbook/nearest'
import { own } from '../playbook/plain'
import { asText } from './corrected'
import type { MistakeIn } from './problem'

/** A hint lists at most this many names. */
const MOST = 12

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')
/** The known name that was probably meant: the same in another case, the end of a path, the beginning of a name, or a typo. */
const meant = (found: unknown, known: readonly string[]): string | undefined => {
  if (typeof found !== 'string' || !found) return undefined
  const only = (fits: (name: string) => boolean): string | undefined => {
    const [first, ...more] = known.filter(fits)
    return more.length ? undefined : first
  }
  const lower = found.toLowerCase()
  return (
    known.find((name) => name.toLowerCase() === lower) ??
    only((name) => name.toLowerCase().endsWith(`.${lower}`)) ??
    only((name) => lower.length > 2 && name.toLowerCase().startsWith(lower)) ??
    nearest(found, known)
  )
}

export const byName = ({ found, known = [] }: MistakeIn): string | undefined => {
  if (known.includes(found as string)) return undefined
  const near = meant(found, known)
  if (near !== undefined) return `Did you mean "${near}"?`
  return known.length && known.length <= MOST ? `There is ${quoted(known)}.` : undefined
}

/** Words people use for values that go by another name. */
const ALIASES: Record<string, string> = {
  ...{ '%': 'percent', '€': 'currency', $: 'currency', EUR: 'currency', USD: 'currency', seconds: 'duration' },
  ...{ good: 'reached', success: 'reached', yes: 'reached', bad: 'missed', failed: 'missed', no: 'missed' },
  ...{ day: 'date', datetime: 'date', money: 'currency', integer: 'number', more: 'higher', less: 'lower' },
}

/** For one of a few values, which the message lists already. */
export const otherValue = (mistake: MistakeIn): string | undefined => {
  const { found, known = [] } = mistake
  const near = known.find((name) => name === ALIASES[asText(found)]) ?? meant(found, known)
  return near && `Did you mean "${near}"?`
}

export const unknownRoot = (mistake: MistakeIn): string | undefined => {
  const { found, known = [] } = mistake
  if (typeof found !== 'string') return undefined
  const root = known.find((name) => name === `${found}.`)
  if (root) return `Say which: "${root}plan".`
  const near = meant(
    found,
    known.filter((name) => !name.endsWith('.')),
  )
  if (near) return `Did you mean "${near}"?`
  const [first = '', ...rest] = found.split('.')
  const stem =
    rest.length &&
    nearest(
      `${first}.`,
      known.filter((name) => name.endsWith('.')),
    )
  return stem
    ? `Did you mean "${stem}${rest.join('.')}"?`
    : `What you pass to identify() is under "traits.${found}", to track() under "properties.${found}" or "metrics.${found}".`
}

export const unknownOperator = (mistake: MistakeIn): string | undefined => {
  const { found, path, known = [] } = mistake
  const words: Record<string, string> = { '>': '$gt', '>=': '$gte', '<': '$lt', '<=': '$lte', '=': '$eq', '==': '$eq' }
  const more: Record<string, string> = {
    '!=': '$ne',
    $equals: '$eq',
    $contains: '$regex',
    $like: '$regex',
    $notIn: '$nin',
  }
  const near =
    own({ ...words, ...more }, asText(found)) ??
    known.find((name) => name.toLowerCase() === `$${asText(found).toLowerCase()}`) ??
    (asText(found).startsWith('$') ? meant(found, known) : undefined)
  if (near) return `Did you mean "${near}"?`
  return asText(found).startsWith('$')
    ? `There is ${quoted(known)}.`
    : `Operators stand alone. To reach into an object, write dots: "${path.slice(2, -1).join('.')}.${found}".`
}

export const unknownPath = (mistake: MistakeIn): string | undefined => {
  const { found, known = [] } = mistake
  if (typeof found !== 'string') return undefined
  const near = meant(
    found,
    known.filter((name) => !name.endsWith('.')),
  )
  if (near) return `Did you mean "${near}"?`
  const stem = known.find((name) => name.endsWith(`${found.split('.')[0]}.`) && name.includes('.'))
  const rest = found.split('.').slice(1).join('.')
  return stem && rest
    ? `Did you mean "${stem}${rest}"?`
    : `Of the moment there is its id, label, at and properties: "moment.properties.${found.split('.').at(-1) || 'name'}".`
}

export const unknownReference = (mistake: MistakeIn): string | undefined => {
  const { code, known = [], found } = mistake
  if (known.length) return byName(mistake)
  const what = code.replace('unknown-', '')
  const places: Record<string, string> = {
    segment: `"segments": { "${found}": { "traits.plan": "pro" } }`,
    obstacle: `"obstacles": [{ "id": "${found}", "label": "…" }] to the action’s "ask"`,
    strength: `"strengths": [{ "id": "${found}", "label": "…" }] to the action’s "ask"`,
    goal: `"goal": { "question": "…", "options": [{ "id": "${found}", "label": "…" }] } to the action`,
    metric: '"metrics": { "openRate": { "label": "…", "unit": "percent", "better": "higher" } } to the action',
  }
  return places[what] && `There is no ${what} yet: add ${places[what]}.`
}
