/**
 * The browser's reader: one look over a playbook for what would make it misbehave there — a name no field has, a form or a
 * condition that can't be read, a part that is missing — up to the first. Names that fit nowhere, ranges, references and
 * everything else is for `parsePlaybook` and `gainloop check`: the whole schema costs 1.5 KB gzipped more on every journey.
 */
import { compiled, isOperator, JOINS } from './condition'
import { isPlain } from './plain'
import type { Playbook } from './schema'
import { safeUrl } from './url'

type Path = (string | number)[]
type Look = (value: unknown, path: Path) => void

/** Every field's name; a test holds them against the schema. */
export const FIELDS: readonly string[] =
  '$schema accent actions after alt answered ask atLeast background bands better body by captions comment commit cooldown currency dark density digest dismissals dismissed displays ends every experiments expires few font for from giveUp goal goals high holdout host id if image judge kind label labels languages lessons level light limits list low many metric metrics minutes missed name obstacles offer on one options other p per30Days perSession perYear points position poster price provider question quiet quote radius reached ref repeat sameAction sample scale segments snooze snoozes starts steps strengths sum text texts theme title transcript two unit units until url version weight when why zero'.split(
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
    const joins = JOINS.test(key)
    if (key[0] === '$') need(joins ? Array.isArray(inner) : isOperator(key), at, 'a known operator', key)
    else need(!rooted || ROOT.test(key), at, 'a path like "traits.plan" or "history.asks"', key)
    if (key === '$regex') need(compiled(inner), at, 'a regular expression', inner)
    for (const part of [inner].flat()) if (isPlain(part)) lookAtCondition(part, at, rooted && joins)
  }
}

const condition: Look = (value, path) => lookAtCondition(value, path, true)
/** The JSON of the value has this form. */
const like =
  (form: RegExp, words: string): Look =>
  (value, path) =>
    need(form.test(JSON.stringify(value)), path, words, value)
const duration = like(/^("\d{1,6}[smhdw]"|\[.*)$/, 'a duration like "3d"')
const list = like(/^\[[^\]]/, 'a list')
const each = (value: unknown): unknown[] => (isPlain(value) ? Object.values(value) : [value])
const isWords = (value: unknown): boolean => typeof value === 'string' && value !== ''
const text: Look = (value, path) =>
  need(
    each(value).every((one) => isWords(one) || (isPlain(one) && isWords(one.by) && isWords(one.other))),
    path,
    'a text, or one for each language',
    value,
  )
const url: Look = (value, path) =>
  need(
    each(value).every((one) => isWords(one) && safeUrl(one as string)),
    path,
    'an https: or mailto: address, or a path of this site',
    value,
  )
/** Every element of a list. */
const all =
  (look: Look): Look =>
  (value, path) => {
    for (const [index, one] of (value as unknown[]).entries()) look(one, [...path, index])
  }
/** The names in it are the vendor's own. */
const map =
  (look: Look): Look =>
  (value, path) => {
    if (Array.isArray(value)) return
    need(isPlain(value), path, 'an object', value)
    for (const [name, one] of Object.entries(value as object)) look(one, [...path, name])
  }

/** What stands under a field's name, wherever it is. */
const looks: Record<string, Look> = {}
const under = (names: string, look: Look): void => {
  for (const name of names.split(' ')) looks[name] = look
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

/** An object with fields, or a list of them. `needed`: the names it can't be without. */
const fields =
  (needed: string): Look =>
  (value, path) => {
    if (!isPlain(value))
      return Array.isArray(value) ? all(fields(needed))(value, path) : need(!needed, path, 'an object', value)
    for (const name of needed.split(' '))
      need(!name || Object.hasOwn(value, name), [...path, name], 'a value', undefined)
    for (const [name, one] of Object.entries(value)) {
      const at = [...path, name]
      need(FIELDS.includes(name), at, 'a known field', name, [name, FIELDS])
      ;(Object.hasOwn(looks, name) ? looks[name] : fields(''))?.(one, at)
    }
  }

under('after every expires cooldown answered dismissed quiet snooze repeat', duration)
under('from until starts ends', like(/^"\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)"$/, 'a date like "2027-03-09T15:00:00Z"'))
under('version', like(/^1$/, '1'))
under('bands goals languages', list)
under('points list', (value, path) => {
  list(value, path)
  all(text)(value, path)
})
under('question label low high title why commit transcript host offer price text p quote alt', text)
under('name', text)
under('url poster captions image', url)
under('if reached missed', condition)
under('segments', map(condition))
under('texts labels', map(text))
under('metrics', map(fields('label')))
under('actions', map(fields('ask')))
under('ask', fields('question'))
under('obstacles strengths options steps units body', (value, path) => {
  list(value, path)
  fields('')(value, path)
})
under('lessons', (value, path) => {
  need(Array.isArray(value), path, 'a list', value)
  fields('id title kind for')(value, path)
  for (const [index, lesson] of (value as Record<string, string>[]).entries()) {
    const content = Object.hasOwn(CONTENT, `${lesson.kind}`) && CONTENT[`${lesson.kind}`]
    need(content, [...path, index, 'kind'], `one of ${Object.keys(CONTENT).join(', ')}`, lesson.kind)
    need(content && Object.hasOwn(lesson, content), [...path, index, content as string], 'a value', undefined)
  }
})

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
