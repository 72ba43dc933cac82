/** Holds a value against the table of `shape.ts` and says everything that is not as it should be; `glance.ts` stops at the first. */
import { isPlain, own } from './plain'
import type { Path, Report } from './problem'

/** By key; `?` at its end says that it may be left out. */
export type Fields = Record<string, string>
/** In the notation of `make-shape.ts`. */
export type Shape = string | Fields | Fields[]

export type Check = (value: unknown, path: Path, report: Report) => unknown

const NOUNS: Record<string, string> = { '#': 'a number', '%': 'a whole number', $: 'a string', '!': 'true or false' }

/** What a type without a name expects, in words. */
const inWords = (type: string): string => {
  const body = type.slice(1)
  const [least, most] = body.split(',')
  if (type[0] === '=') return `one of ${body.replaceAll('|', ', ')}`
  if (type[0] === '^') return type.slice(type.indexOf(' ') + 1)
  if (/[*+]$/.test(type)) return 'a list'
  if (type[0] === '{') return 'an object'
  if (type[0] === '$') return most ? `a string of ${least} to ${most} characters` : 'a string'
  if (least?.startsWith('>')) return `${NOUNS[type[0] as string]} greater than ${least.slice(1)}`
  return least && least === most
    ? least
    : NOUNS[type[0] as string] + (least ? `, ${least}${most ? ` to ${most}` : ' or more'}` : '')
}

/** Whether a value without parts is of a type; the code to report if it is not. */
const simple = (type: string): ((value: unknown) => false | string) => {
  const [sign, body] = [type[0], type.slice(1)]
  if (sign === '=') return (value) => !body.split('|').includes(value as string) && 'wrong-value'
  if (sign === '!') return (value) => typeof value !== 'boolean' && 'wrong-type'
  if (sign === '^') {
    const pattern = new RegExp(type.slice(0, type.indexOf(' ')))
    return (value) => !(typeof value === 'string' && pattern.test(value)) && 'wrong-format'
  }
  const [least = '', most] = body.split(',')
  const low = least[0] === '>' ? Number.MIN_VALUE : Number(least || -Infinity)
  return (value) => {
    const amount = sign === '$' ? typeof value === 'string' && value.length : value
    if (typeof amount !== 'number' || !(sign === '%' ? Number.isSafeInteger : Number.isFinite)(amount))
      return 'wrong-type'
    return (amount < low || amount > Number(most || Infinity)) && 'out-of-range'
  }
}

/** Checks a part. The path is one array that grows and shrinks, which spares thousands of them; who keeps it copies it. */
const below = (check: Check, part: unknown, path: Path, step: string | number, report: Report): void => {
  path.push(step)
  check(part, path, report)
  path.pop()
}

/** The check of a type. Each type is made out once, when it is first met. */
export const checker = (table: Record<string, Shape>, byHand: Record<string, Check>): ((type: string) => Check) => {
  const made: Record<string, Check> = { ...byHand }

  /** What is expected, in words. */
  const expected = (type: string): string => {
    const shape = own(table, type)
    if (Array.isArray(shape)) return `exactly one of ${shape.map((fields) => `"${Object.keys(fields)[0]}"`).join(', ')}`
    if (byHand[type]) return `a ${type.toLowerCase()}`
    return typeof shape === 'string'
      ? expected(shape)
      : shape
        ? 'an object'
        : inWords(type[0] === '^' ? type : (type.split('/')[0] as string))
  }

  const fieldsCheck = (type: string, fields: Fields, others: Fields[]): Check => {
    const names = Object.keys({ ...fields, ...Object.assign({}, ...others) }).map((key) => key.replace('?', ''))
    const each = Object.entries(fields).map(([key, of]) => [key.replace('?', ''), of, !key.endsWith('?')] as const)
    const known = new Set(each.map(([name]) => name))
    return (value, path, report) => {
      const given = value as Record<string, unknown>
      for (const [name, of, needed] of each) {
        const field = own(given, name)
        if (field !== undefined) below(check(of), field, path, name, report)
        else if (needed) report([...path, name], 'missing-field', expected(of), undefined)
      }
      for (const key of Object.keys(given))
        if (!known.has(key))
          report([...path, key], 'unknown-field', others[1] ? expected(type) : 'a known field', key, names)
    }
  }

  const objectCheck = (type: string, shape: Fields | Fields[]): Check => {
    const options = [shape].flat()
    const checks = options.map((option) => [Object.keys(option), fieldsCheck(type, option, options)] as const)
    const kinds: Record<string, Check> = {}
    let anyKind: Fields = {}
    for (const [name, more] of Object.entries(table))
      if (name.startsWith(`${type} `)) {
        kinds[name.slice(type.length + 1)] = fieldsCheck(type, { ...options[0], ...(more as Fields) }, [])
        for (const [key, of] of Object.entries(more)) anyKind = { ...anyKind, [`${key.replace('?', '')}?`]: of }
      }
    // Where the kind itself is wrong, what belongs to any kind is not wrong as well.
    const ofNoKind = fieldsCheck(type, { ...options[0], ...anyKind }, [])
    return (value, path, report) => {
      if (!isPlain(value)) return report(path, 'wrong-type', expected(type), value)
      const [, fits] = checks.find(([keys]) => keys.some((key) => Object.hasOwn(value, key))) ?? checks[0] ?? []
      const ofKind = typeof value.kind === 'string' ? own(kinds, value.kind) : undefined
      return (ofKind ?? (options[0]?.kind && anyKind ? ofNoKind : fits))?.(value, path, report)
    }
  }

  const make = (type: string): Check => {
    const shape = own(table, type)
    if (typeof shape === 'string') return check(shape)
    if (shape) return objectCheck(type, shape)
    const sign = type[0] as string
    const wrong = (code: string, value: unknown, path: Path, report: Report): void =>
      report(path, code, expected(type), value, sign === '=' ? type.slice(1).split('|') : undefined)
    if (/^[^^=].*[*+]$/.test(type))
      return (value, path, report) => {
        if (!Array.isArray(value)) return wrong('wrong-type', value, path, report)
        if (!value.length && type.endsWith('+')) return report(path, 'empty', 'at least one', value)
        const element = check(type.slice(0, -1))
        for (let index = 0; index < value.length; index++) below(element, value[index], path, index, report)
      }
    if (sign === '{') {
      const [keys, of] = type.slice(1).split('}') as [string, string]
      return (value, path, report) => {
        if (!isPlain(value)) return wrong('wrong-type', value, path, report)
        for (const [key, one] of Object.entries(value)) {
          if (key === '__proto__') report([...path, key], 'unknown-field', 'another name', key)
          below(check(keys), key, path, key, report)
          below(check(of), one, path, key, report)
        }
      }
    }
    const [plain = '', structured] = sign === '^' ? [] : type.split('/')
    if (structured) return (value, ...rest) => check(isPlain(value) ? structured : plain)(value, ...rest)
    const misfit = simple(type)
    return (value, path, report) => {
      const code = misfit(value)
      if (code) wrong(code, value, path, report)
    }
  }

  const check = (type: string): Check => {
    made[type] ??= make(type)
    return made[type]
  }
  return check
}
