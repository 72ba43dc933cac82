/**
 * Conditions: MongoDB-style queries over plain facts. Comparisons never coerce types, dots walk own properties only, and
 * arrays behave as in MongoDB: a test on a field holds when it holds for the array or for one of its elements.
 */
import { isPlain } from './plain'
import type { Condition } from './schema'

type Plain = Record<string, unknown>
type Operator = (operand: unknown, found: unknown[]) => boolean

/** The operators that join conditions; all others test one value. */
export const JOINS = /^\$(and|or|nor)$/

/** An object of operators, as opposed to a value to compare with. */
export const isTest = (value: unknown): value is Plain =>
  isPlain(value) && Object.keys(value).some((key) => key[0] === '$' && !JOINS.test(key))

const equal = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, index) => equal(one, b[index]))
  if (!isPlain(a) || !isPlain(b)) return (a ?? b ?? null) === null
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
}

/** Every value a dotted path leads to; undefined where it leads to nothing. */
const reach = (value: unknown, path: string[]): unknown[] => {
  const [key, ...rest] = path
  if (key === undefined) return [value]
  if (Array.isArray(value))
    return /^\d+$/.test(key) && Number(key) < value.length
      ? reach(value[Number(key)], rest)
      : value.filter(isPlain).flatMap((element) => reach(element, path))
  return isPlain(value) && Object.hasOwn(value, key) ? reach(value[key], rest) : [undefined]
}

/** What a test looks at: each value, and each element of one that is an array. */
const each = (found: unknown[]): unknown[] =>
  found.flatMap((value) => (Array.isArray(value) ? [value, ...value] : [value]))

const has = (operand: unknown, found: unknown[]): boolean => each(found).some((value) => equal(value, operand))

const list = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [])

const compare =
  (test: (value: number, operand: number) => boolean): Operator =>
  (operand, found) =>
    /number|string|boolean/.test(typeof operand) &&
    each(found).some((value) => typeof value === typeof operand && test(value as number, operand as number))

export const TYPES: Record<string, (value: unknown) => boolean> = {
  number: (value) => typeof value === 'number',
  double: (value) => typeof value === 'number' && !Number.isInteger(value),
  int: Number.isInteger,
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  object: isPlain,
  array: Array.isArray,
  null: (value) => value === null,
}

const OPERATORS: Record<string, Operator> = {
  $eq: has,
  $ne: (operand, found) => !has(operand, found),
  $gt: compare((value, operand) => value > operand),
  $gte: compare((value, operand) => value >= operand),
  $lt: compare((value, operand) => value < operand),
  $lte: compare((value, operand) => value <= operand),
  $in: (operand, found) => list(operand).some((one) => has(one, found)),
  $nin: (operand, found) => !list(operand).some((one) => has(one, found)),
  $exists: (operand, found) => found.some((value) => value !== undefined) === operand,
  $regex: (operand, found) => {
    const pattern = compiled(operand)
    return !!pattern && each(found).some((value) => typeof value === 'string' && pattern.test(value))
  },
  $size: (operand, found) => found.some((value) => Array.isArray(value) && value.length === operand),
  $all: (operand, found) =>
    list(operand).length > 0 && list(operand).every((one) => (isTest(one) ? passes(one, found) : has(one, found))),
  $elemMatch: (operand, found) =>
    found.some(
      (value) =>
        Array.isArray(value) &&
        value.some((element) =>
          isTest(operand)
            ? passes(operand, [element])
            : typeof element === 'object' && matches(operand as Plain, element),
        ),
    ),
  $not: (operand, found) => !passes(operand, found),
  $type: (operand, found) => [operand].flat().some((name) => each(found).some(TYPES[name as string] ?? (() => false))),
}

/** The pattern of a `$regex`; undefined for a bad one. Unicode mode, which is strict: an escape it does not know is an error. */
export const compiled = (pattern: unknown): RegExp | undefined => {
  try {
    return typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined
  } catch {
    return undefined
  }
}

export const isOperator = (name: string): boolean => Object.hasOwn(OPERATORS, name)
export const operatorNames = (): string[] => Object.keys(OPERATORS)

const passes = (test: unknown, found: unknown[]): boolean =>
  isPlain(test) && Object.keys(test).every((name) => isOperator(name) && OPERATORS[name]?.(test[name], found))

/**
 * Whether the facts fulfil a condition that was checked when the playbook was read (`conditionProblems`).
 * Pure, and never throws; one that was not checked and is wrong is not fulfilled.
 */
export const matches = (condition: Condition, facts: unknown): boolean =>
  isPlain(condition) &&
  Object.keys(condition).every((key) => {
    const wanted = condition[key]
    if (key === '$and') return list(wanted).every((one) => matches(one as Plain, facts))
    if (key === '$or') return list(wanted).some((one) => matches(one as Plain, facts))
    if (key === '$nor') return !list(wanted).some((one) => matches(one as Plain, facts))
    const found = reach(facts, key.split('.'))
    return isTest(wanted) ? passes(wanted, found) : key[0] !== '$' && has(wanted, found)
  })
