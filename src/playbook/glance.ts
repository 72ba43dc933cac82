/**
 * The browser's reader: one look over a playbook for what would make it misbehave there — a name no field has, a form or a
 * condition that can't be read, a part that is missing — up to the first. Names that fit nowhere, ranges, references and
 * everything else is for `parsePlaybook` and `gainloop check`: the whole schema costs 1.5 KB gzipped more on every journey.
 */
import { isJoin, isOperator, patternOf } from './condition'
import { isPlain } from './plain'
import type { Playbook } from './schema'

type Path = (string | number)[]
type Look = (value: unknown, path: Path) => void

/** Every field's name but those of the theme and of plurals; a test holds them against the schema. */
export const FIELDS: readonly string[] =
  '$schema actions after alt answered ask atLeast bands better body captions comment commit cooldown currency digest dismissals dismissed displays ends every experiments expires for from giveUp goal goals high holdout host id if image judge kind label labels languages lessons level limits list low metric metrics minutes missed name obstacles offer on options other p per30Days perSession perYear points poster price provider question quiet quote reached ref repeat sameAction sample scale segments snooze snoozes starts steps strengths sum text texts theme title transcript unit units until url version weight when why'.split(
    ' ',
  )

const ROOT =
  /^(traits|properties|metrics)\.|^(goal|language|device\.kind|page\.(path|host)|history\.(asks|ratings|(missed|reached)InARow|lastBand|daysSinceFirstSeen))$/

/** The first thing wrong. */
export interface Trouble {
  /** Where, what was expected, and what was found. */
  message: string
  /** A name that no field has, and those there are. */
  near?: [given: string, known: readonly string[]]
}

/** @throws {Trouble} */
const need = (right: unknown, path: Path, expected: string, found: unknown, near?: Trouble['near']): void => {
  if (right) return
  const shown = JSON.stringify(found)?.slice(0, 60) ?? 'nothing'
  throw { message: `At ${path.join('.') || 'the top'}: expected ${expected}, got ${shown}`, ...(near && { near }) }
}

const lookAtCondition = (value: unknown, path: Path, rooted: boolean): void => {
  need(isPlain(value), path, 'a condition', value)
  for (const [key, inner] of Object.entries(value as object)) {
    const at = [...path, key]
    const joins = isJoin(key)
    if (key[0] === '$') need(joins ? Array.isArray(inner) : isOperator(key), at, 'a known operator', key)
    else need(!rooted || ROOT.test(key), at, 'a path like "traits.plan"', key)
    if (key === '$regex') need(patternOf(inner), at, 'a pattern', inner)
    for (const part of [inner].flat()) if (isPlain(part)) lookAtCondition(part, at, rooted && joins)
  }
}

const condition: Look = (value, path) => lookAtCondition(value, path, true)
/** The JSON of the value has this form. */
const like =
  (form: RegExp, words: string): Look =>
  (value, path) =>
    need(form.test(JSON.stringify(value)), path, words, value)
const isWords = (value: unknown): boolean => typeof value === 'string' && value !== ''
const text: Look = (value, path) =>
  need(
    (isPlain(value) ? Object.values(value) : [value]).every(
      (one) => isWords(one) || (isPlain(one) && isWords(one.by) && isWords(one.other)),
    ),
    path,
    'a text',
    value,
  )
const listOf =
  (look: Look): Look =>
  (value, path) => {
    need(Array.isArray(value), path, 'a list', value)
    for (const [index, one] of (value as unknown[]).entries()) look(one, [...path, index])
  }
/** An object whose names are the vendor's own; the same field is a list of such names in a lesson's `for`. */
const mapOf =
  (look: Look): Look =>
  (value, path) => {
    if (Array.isArray(value)) return
    need(isPlain(value), path, 'an object', value)
    for (const [name, one] of Object.entries(value as object)) if (one !== undefined) look(one, [...path, name])
  }
/** An object with known fields. `needed`: those it can't be without. */
const fields =
  (needed = ''): Look =>
  (value, path) => {
    mapOf((_, at) =>
      need(FIELDS.includes(at.at(-1) as string), at, 'a known field', at.at(-1), [`${at.at(-1)}`, FIELDS]),
    )(value, path)
    for (const name of needed.match(/\w+/g) ?? [])
      need((value as Record<string, unknown>)[name] !== undefined, [...path, name], 'a value', undefined)
    mapOf((one, at) => lookOf(at.at(-1) as string, one)(one, at))(value, path)
  }

const CONTENT: Record<string, string> = {
  tips: 'points',
  checklist: 'steps',
  article: 'body',
  video: 'transcript',
  webinar: 'url',
  course: 'units',
  tool: 'url',
  service: 'offer',
}
const lesson: Look = (value, path) => {
  fields('id title kind for')(value, path)
  const { kind } = value as { kind: string }
  need(Object.hasOwn(CONTENT, kind), [...path, 'kind'], `one of ${Object.keys(CONTENT)}`, kind)
  fields(CONTENT[kind])(value, path)
}

/** What stands under a field's name, wherever it is. */
const looks: [names: RegExp, look: Look][] = [
  [
    /^(after|every|expires|cooldown|answered|dismissed|quiet|snooze|repeat)$/,
    like(/^("\d{1,6}[smhdw]"|\[.*)$/, 'a duration like "3d"'),
  ],
  [/^version$/, like(/^1$/, '1')],
  [/^(theme|url|poster|captions|image)$/, () => {}],
  [/^(name|question|label|low|high|title|why|commit|transcript|host|offer|price|text|p|quote|alt)$/, text],
  [/^(points|list)$/, listOf(text)],
  [
    /^(obstacles|strengths|options|steps|units|body)$/,
    (value, path) => listOf(typeof (value as string[])?.[0] === 'string' ? () => {} : fields())(value, path),
  ],
  [/^(if|reached|missed)$/, condition],
  [/^segments$/, mapOf(condition)],
  [/^(texts|labels)$/, mapOf(text)],
  [/^metrics$/, mapOf(fields('label'))],
  [/^actions$/, mapOf(fields('ask'))],
  [/^ask$/, fields('question')],
  [/^lessons$/, listOf(lesson)],
]
const lookOf = (name: string, value: unknown): Look =>
  looks.find(([names]) => names.test(name))?.[1] ?? (isPlain(value) ? fields() : () => {})

export type Reading = { ok: true; playbook: Playbook } | { ok: false; problem: Trouble }

/** Never throws, whatever it is given. */
export const readPlaybook = (json: unknown): Reading => {
  try {
    need(isPlain(json), [], 'an object', json)
    fields('version id actions lessons')(json, [])
    return { ok: true, playbook: json as Playbook }
  } catch (problem) {
    return { ok: false, problem: problem as Trouble }
  }
}
