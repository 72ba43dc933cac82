/**
 * The browser's reader: one look at a playbook against the table of `shape.ts`, up to the first thing that can't be run
 * (a field, a form, a condition). What a browser can live with, such as a name that does not exist, is left to
 * `parsePlaybook` and `gainloop check`, which say everything; the full rules would cost three times the bytes.
 */
import { compiled, isOperator, JOINS } from './condition'
import { nearest } from './nearest'
import { isPlain, own } from './plain'
import { type Path, type Problem, problemAt } from './problem'
import type { Playbook } from './schema'
import { shape } from './shape'
import { safeUrl } from './url'
import type { Fields } from './walk'

const ROOT =
  /^(traits|properties|metrics)\.|^(goal|language|device\.kind|page\.(path|host)|history\.(asks|ratings|(missed|reached)InARow|lastBand|daysSinceFirstSeen))$/

/** @throws {Problem} */
const need = (right: unknown, path: Path, expected: string, found: unknown): void => {
  if (!right) throw problemAt(path, 'invalid', expected, found)
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

const isWords = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 10_000

/** Types that no table describes. */
const byHand: Record<string, (value: unknown, path: Path) => void> = {
  Condition: (value, path) => lookAtCondition(value, path, true),
  Operators: (value, path) => lookAtCondition(value, path, true),
  Text: (value, path) =>
    need(
      isWords(value) ||
        (isPlain(value) &&
          Object.values(value).every(
            (each) => isWords(each) || (isPlain(each) && isWords(each.by) && isWords(each.other)),
          )),
      path,
      'a text, or a text for each language',
      value,
    ),
  Url: (value, path) =>
    need(
      (isPlain(value) ? Object.values(value) : [value]).every((each) => typeof each === 'string' && safeUrl(each)),
      path,
      'an https: or mailto: address, or a path of this site',
      value,
    ),
}

/** By the notation of `make-shape.ts`. @throws {Problem} */
const look = (type: string, value: unknown, path: Path): void => {
  const shaped = own(shape, type)
  if (byHand[type]) return byHand[type](value, path)
  if (typeof shaped === 'string') return look(shaped, value, path)
  if (shaped) return lookAtFields([shaped].flat(), type, value, path)
  const sign = type[0] as string
  const body = type.slice(1)
  if (sign === '^') {
    const [pattern = '', ...words] = type.split(' ')
    return need(typeof value === 'string' && RegExp(pattern).test(value), path, words.join(' '), value)
  }
  if (sign === '=')
    return need(body.split('|').includes(value as string), path, `one of ${body.replaceAll('|', ', ')}`, value)
  if (/[*+]$/.test(type)) {
    need(Array.isArray(value) && (value.length || type.endsWith('*')), path, 'a list', value)
    return (value as unknown[]).forEach((each, index) => look(type.slice(0, -1), each, [...path, index]))
  }
  if (sign === '{') {
    const [keys = '', each = ''] = body.split('}')
    need(isPlain(value), path, 'an object', value)
    return Object.entries(value as object).forEach(([key, one]) => {
      look(keys, key, [...path, key])
      look(each, one, [...path, key])
    })
  }
  const [plain = '', structured] = type.split('/')
  if (structured) return look(isPlain(value) ? structured : plain, value, path)
  if (sign === '!') return need(typeof value === 'boolean', path, 'true or false', value)
  const [least = '', most = ''] = body.split(',')
  const amount = sign === '$' ? typeof value === 'string' && value.length : value
  need(
    typeof amount === 'number' &&
      (sign === '%' ? Number.isInteger(amount) : Number.isFinite(amount)) &&
      (least[0] === '>' ? amount > 0 : amount >= Number(least || -Infinity)) &&
      amount <= Number(most || Infinity),
    path,
    `${sign === '$' ? 'a string' : 'a number'}${least && ` of ${least}${most === least ? '' : ` to ${most || 'any'}`}`}`,
    value,
  )
}

const lookAtFields = (options: Fields[], type: string, value: unknown, path: Path): void => {
  need(isPlain(value), path, 'an object', value)
  const given = value as Record<string, unknown>
  const fields = {
    ...(options.find((option) => Object.keys(option).some((key) => Object.hasOwn(given, key))) ?? options[0]),
    ...(own(shape, `${type} ${given.kind}`) as Fields | undefined),
  }
  const names = Object.keys(fields).map((name) => name.replace('?', ''))
  for (const key of Object.keys(given))
    need(names.includes(key), [...path, key], `a known field, perhaps "${nearest(key, names) ?? names[0]}"`, key)
  for (const [name, of] of Object.entries(fields)) {
    const key = name.replace('?', '')
    const field = own(given, key)
    if (field !== undefined || key === name) look(of, field, [...path, key])
  }
}

export type Reading = { ok: true; playbook: Playbook } | { ok: false; problems: Problem[] }

/** Never throws, whatever it is given. */
export const readPlaybook = (json: unknown): Reading => {
  try {
    look('Playbook', json, [])
    return { ok: true, playbook: json as Playbook }
  } catch (problem) {
    return { ok: false, problems: [problem as Problem] }
  }
}
