/**
 * Conditions: MongoDB-style queries over plain facts. Comparisons never coerce types, dots walk own properties only, and
 * arrays behave as in MongoDB: a test on a field holds when it holds for the array or for one of its elements.
 */
import { isPlain, reach } from './plain'
import type { Condition } from './schema'

type Plain = Record<string, unknown>
type Operator = (operand: unknown, found: unknown[]) => boolean

/** The operators that join conditions; all others test one value. */
export const JOINS = /^\$(and|or|nor)$/

/** An object of operators, as opposed to a value to compare with. */
export const isTest = (value: unknown): value is Plain =>
  isPlain(value) && Object.keys(value).some((key) => key[0] === '$' && !JOINS.test(key))

/** As JSON: a missing value is null, and no type becomes another. */
const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

const elements = (found: unknown[]): unknown[] => found.filter(Array.isArray).flat()

/** A test of one value holds when it holds for a value found, or for an element of one that is an array. */
const any =
  (test: (value: unknown, operand: unknown) => unknown): Operator =>
  (operand, found) =>
    [...found, ...elements(found)].some((value) => test(value, operand))

const has = any(equal)
const hasOneOf: Operator = (operand, found) => (operand as unknown[]).some((one) => has(one, found))

const compare = (test: (value: number, operand: number) => boolean): Operator =>
  any(
    (value, operand) =>
      typeof value === typeof operand && typeof value !== 'object' && test(value as number, operand as number),
  )

/** The names by which `$type` knows a value. */
const typesOf = (value: unknown): unknown[] =>
  typeof value === 'number'
    ? ['number', Number.isInteger(value) ? 'int' : 'double']
    : [value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value]

const OPERATORS: Record<string, Operator> = {
  $eq: has,
  $ne: (operand, found) => !has(operand, found),
  $gt: compare((value, operand) => value > operand),
  $gte: compare((value, operand) => value >= operand),
  $lt: compare((value, operand) => value < operand),
  $lte: compare((value, operand) => value <= operand),
  $in: hasOneOf,
  $nin: (operand, found) => !hasOneOf(operand, found),
  $exists: (operand, found) => found.some((value) => value !== undefined) === operand,
  $regex: any((value, operand) => typeof value === 'string' && compiled(operand)?.test(value)),
  $size: (operand, found) => found.some((value) => Array.isArray(value) && value.length === operand),
  $all: (operand, found) =>
    (operand as unknown[]).length > 0 &&
    (operand as unknown[]).every((one) => (isTest(one) ? passes : has)(one, found)),
  $elemMatch: (operand, found) =>
    elements(found).some((element) =>
      isTest(operand) ? passes(operand, [element]) : isPlain(element) && fulfils(operand, element),
    ),
  $not: (operand, found) => !passes(operand, found),
  $type: any((value, operand) => typesOf(value).some((type) => [operand].flat().includes(type))),
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

const passes: Operator = (test, found) =>
  Object.entries(test as Plain).every(([name, operand]) => isOperator(name) && OPERATORS[name]?.(operand, found))

/** @throws {TypeError} for an operand that is of no use */
const fulfils = (condition: unknown, facts: unknown): boolean =>
  Object.entries(condition as Plain).every(([key, wanted]) => {
    // All of them: not one that fails. One of them: one that holds. None: not one that holds.
    if (JOINS.test(key))
      return (wanted as unknown[]).some((one) => fulfils(one, facts) === (key !== '$and')) === (key === '$or')
    return (isTest(wanted) ? passes : has)(wanted, reach(facts, key))
  })

/**
 * Whether the facts fulfil a condition that was checked when the playbook was read (`conditionProblems`).
 * Pure, and never throws; one that was not checked and is wrong is not fulfilled.
 */
export const matches = (condition: Condition, facts: unknown): boolean => {
  try {
    return fulfils(condition, facts)
  } catch {
    return false
  }
}
