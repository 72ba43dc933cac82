/** What to write in place of a value that is missing, or of another type, form or range. */
import { isPlain } from '../playbook/plain'
import type { Playbook } from '../playbook/schema'
import { safeUrl } from '../playbook/url'
import { asColor, asDate, asDuration, asId, asLanguage, asText, asUrl } from './corrected'
import { readableColor } from '../playbook/contrast'
import { colorsOf, type LowContrast } from './low-contrast'
import type { MistakeIn } from './problem'

const write = (value: string): string => `Write ${JSON.stringify(value)}.`

/** How to begin a field that is missing, where its name alone does not say it. */
const EXAMPLES: Record<string, string> = {
  version: '1',
  id: '"spring-sale"',
  kind: '"tips"',
  for: '{}',
  sum: '"recipients"',
  every: '"1w"',
  after: '"3d"',
  atLeast: '100',
  unit: '"percent"',
  better: '"higher"',
  provider: '"youtube"',
  url: '"/help"',
  starts: '"2027-03-09T15:00:00Z"',
  ends: '"2027-03-09T15:45:00Z"',
  dismissals: '2',
  by: '"digest.sum"',
  ask: '{ "question": "…" }',
  lessons: '[]',
  points: '["…"]',
  steps: '[{ "id": "first", "text": "…" }]',
  body: '[{ "p": "…" }]',
  units: '[{ "id": "first", "title": "…", "url": "/…" }]',
  options: '[{ "id": "sales", "label": "…" }]',
  actions: '{ "campaign.sent": { "ask": { "question": "…" } } }',
  currency: '"EUR"',
}

export const addition = ({ path }: MistakeIn): string => {
  const name = String(path.at(-1))
  const what = name === 'sum' ? ', a number among the properties you pass to track()' : ''
  return `Add "${name}": ${(Object.hasOwn(EXAMPLES, name) && EXAMPLES[name]) || '"…"'}${what}.`
}

const NOTHING = 'Leave the field out if there is nothing to say.'

/** What was meant by a value of another type. */
export const otherType = (mistake: MistakeIn): string | undefined => {
  const { expected, found, path } = mistake
  if (found === null) return NOTHING
  if (expected === '1') return 'Write 1, without quotes.'
  if (expected === 'true or false' && /^(true|false)$/.test(asText(found))) return `Write ${found}, without quotes.`
  if (/number/.test(expected) && typeof found === 'string' && found.trim() && Number.isFinite(Number(found)))
    return `Write ${Number(found)}, without quotes.`
  if (expected === 'a list' && typeof found === 'string') return `Write [${JSON.stringify(found)}].`
  if (expected === 'an object' && path.length && Object.hasOwn(EXAMPLES, `${path.at(-1)}`))
    return `Write "${path.at(-1)}": ${EXAMPLES[`${path.at(-1)}`]}.`
  if (expected === 'a list' && isPlain(found)) return 'Put it in square brackets: [{ … }].'
  if (expected === 'a text' && typeof found === 'number') return write(asText(found))
  if (expected === 'a text' && Array.isArray(found)) return 'A text is one string; several need a list of their own.'
  if (!path.length) return 'A playbook is one object: { "version": 1, "id": …, "actions": …, "lessons": … }.'
  if (expected.startsWith('operators')) return 'A figure’s condition names no field: write { "$gte": 0.25 }.'
  if (typeof found === 'string' && expected === 'an object like { "after": "3d" }')
    return `Write { "after": "${asDuration(found) ?? '3d'}" }.`
  if (typeof found === 'string' && expected === 'an object like { "p": "…" }') return 'Write { "p": "…" }.'
  return undefined
}

const FORMS: [expected: RegExp, mend: (found: unknown) => string | undefined, else_: string][] = [
  [/^a duration/, asDuration, 'A whole number and one of s, m, h, d, w: "30s", "10m", "4h", "3d", "2w".'],
  [/^a date/, asDate, 'Year, month, day, T, time, and Z or an offset: "2027-03-09T15:00:00+01:00".'],
  [/^a colour/, asColor, 'Six hexadecimal digits after a #.'],
  [/^an? (id|action name)/, asId, 'Letters, digits, ".", "_" and "-", beginning with a letter or a digit.'],
  [/^a language tag/, asLanguage, 'BCP 47, such as "en", "pt-BR" or "zh-Hant".'],
  [
    /^a currency/,
    (found) => /^[a-z]{3}$/i.exec(asText(found))?.[0].toUpperCase(),
    'Three letters: "EUR", "USD", "JPY".',
  ],
]

export const otherForm = ({ expected, found }: MistakeIn): string | undefined => {
  const [, mend, otherwise] = FORMS.find(([words]) => words.test(expected)) ?? []
  const better = mend?.(found)
  if (/^a date with/.test(expected) && better?.endsWith('Z'))
    return `Write "${better}", or in place of Z your offset from UTC, such as +01:00.`
  if (expected === 'a date that exists') return 'Look at the month, the day and the hour.'
  return better !== undefined && better !== found ? write(better) : otherwise
}

export const outOfRange = ({ expected, found }: MistakeIn): string | undefined => {
  if (expected === '1') return 'Write 1: there is no other version yet.'
  if (/0 to 1$/.test(expected) && typeof found === 'number' && found > 1 && found <= 100)
    return `Shares are 0 to 1: write ${found / 100} for ${found}%.`
  if (/period/.test(expected)) return 'Write "4w" for every four weeks.'
  return undefined
}

export const badUrl = ({ found }: MistakeIn): string | undefined => {
  if (found === null) return NOTHING
  if (typeof found !== 'string') return undefined
  if (/^\s*(javascript|data|vbscript):/i.test(found)) return 'Links run no code: write the address of a page.'
  const better = asUrl(found)
  return better !== undefined && better !== found && safeUrl(better)
    ? write(better)
    : 'Write it with https:// in front, or as a path such as "/help".'
}

/** `color` of a theme, made readable. */
export const lowContrast = ({ path, expected, playbook }: MistakeIn): string | undefined => {
  const [, shade, color] = path as ['theme', LowContrast['shade'], LowContrast['color']]
  const colors = colorsOf((playbook as Playbook).theme ?? {}, shade)
  const better = readableColor(colors[color], [colors.background], Number(/[\d.]+/.exec(expected)?.[0]))
  return better && `Write "${color}": "${better}".`
}

/** A text, a list or an object that has nothing in it. */
export const emptied = ({ path, expected }: MistakeIn): string => {
  if (expected === 'a text') return 'Write what the user should read.'
  const name = `${path.at(-1)}`
  return Object.hasOwn(EXAMPLES, name) ? `Write "${name}": ${EXAMPLES[name]}.` : 'Add one, or remove the field.'
}

/** What an operator of a condition compares with. */
export const operand = ({ expected, found, path }: MistakeIn): string | undefined => {
  const name = path.at(-1)
  if (expected.startsWith('a list') && !Array.isArray(found)) return `Write "${name}": [${JSON.stringify(found)}].`
  if (Array.isArray(found)) return `Write "${name}": [{ "traits.plan": "pro" }].`
  if (found === 'boolean') return 'Write "bool".'
  return expected === 'true or false' && typeof found === 'string'
    ? `Write ${!/^(false|no|0|)$/i.test(found)}, without quotes.`
    : undefined
}
