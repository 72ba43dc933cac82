/** The operators of conditions: which operand each takes, and the test it stands for. */
import type { Path } from './mistake'
import { isPlain } from './plain'

export type Operators = Record<string, unknown>

/** A test of the values found at one path. */
export type Test = (values: readonly unknown[]) => boolean

/** Whether the facts fulfil a condition. Never throws. */
export type Predicate = (facts: unknown) => boolean

/** Compiles what an operand holds, for the operators that nest. */
export interface Nested {
  /** Operators, or a value to compare with. */
  test(wanted: unknown, path: Path): Test
  /** A condition on the fields of an element. */
  query(query: unknown, path: Path): Predicate
}

export interface Operator {
  /** Whether it can be given this operand. @default any */
  takes?(operand: unknown): boolean
  /** Names such an operand: completes "expected …". */
  expected?: string
  /** Whether its operand may hold operators itself. */
  nests?: true
  /** @param operand one that it takes */
  compile(operand: unknown, path: Path, nested: Nested): Test
}

/** The operators that join conditions. All others test one value. */
export const isJoin = (key: string): boolean => key === '$and' || key === '$or' || key === '$nor'

/** An object of operators, as opposed to a value to compare with. */
export const isTest = (value: unknown): value is Operators =>
  isPlain(value) && Object.keys(value).some((key) => key.startsWith('$') && !isJoin(key))

export const isFilledList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0

/** Equality as JSON: a missing value is null, and no type becomes another. */
const json = (value: unknown): string => JSON.stringify(value ?? null)

const elementsOf = (values: readonly unknown[]): unknown[] => values.filter(Array.isArray).flat()

/** A test of one value holds when it holds for a value found, or for an element of one that is an array. */
const any =
  (test: (value: unknown) => boolean): Test =>
  (values) =>
    values.some(test) || elementsOf(values).some(test)

const not =
  (test: Test): Test =>
  (values) =>
    !test(values)

export const equals = (operand: unknown): Test => {
  const wanted = json(operand)
  return any((value) => json(value) === wanted)
}

const oneOf = (operands: unknown): Test => {
  const tests = (operands as unknown[]).map(equals)
  return (values) => tests.some((test) => test(values))
}

/** Compares numbers with numbers, strings with strings, and booleans with booleans. */
const comparison = (holds: (value: number, operand: number) => boolean): Operator => ({
  takes: (operand) => ['number', 'string', 'boolean'].includes(typeof operand),
  expected: 'a number, a string, true or false',
  compile: (operand) => any((value) => typeof value === typeof operand && holds(value as number, operand as number)),
})

const TYPES: unknown[] = ['number', 'double', 'int', 'string', 'bool', 'object', 'array', 'null']

/** The names by which `$type` knows a value. */
const typesOf = (value: unknown): string[] => {
  if (typeof value === 'number') return ['number', Number.isInteger(value) ? 'int' : 'double']
  if (typeof value === 'boolean') return ['bool']
  if (value === null) return ['null']
  return [Array.isArray(value) ? 'array' : typeof value]
}

/** The pattern of a `$regex`, or undefined for a bad one. Unicode mode is strict: an unknown escape is an error. */
const patternOf = (pattern: unknown): RegExp | undefined => {
  try {
    return typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined
  } catch {
    return undefined
  }
}

const list = { takes: Array.isArray, expected: 'a list' }

export const OPERATORS: Record<string, Operator> = {
  $eq: { compile: equals },
  $ne: { compile: (operand) => not(equals(operand)) },
  $gt: comparison((value, operand) => value > operand),
  $gte: comparison((value, operand) => value >= operand),
  $lt: comparison((value, operand) => value < operand),
  $lte: comparison((value, operand) => value <= operand),
  $in: { ...list, compile: oneOf },
  $nin: { ...list, compile: (operand) => not(oneOf(operand)) },
  $exists: {
    takes: (operand) => typeof operand === 'boolean',
    expected: 'true or false',
    compile: (operand) => (values) => values.some((value) => value !== undefined) === operand,
  },
  $regex: {
    takes: (operand) => !!patternOf(operand),
    expected: 'a regular expression',
    compile: (operand) => {
      const pattern = patternOf(operand)
      return any((value) => typeof value === 'string' && !!pattern?.test(value))
    },
  },
  $size: {
    takes: (operand) => Number.isInteger(operand) && (operand as number) >= 0,
    expected: 'a whole number, 0 or more',
    compile: (operand) => (values) => values.some((value) => Array.isArray(value) && value.length === operand),
  },
  $all: {
    takes: isFilledList,
    expected: 'a list of at least one value',
    nests: true,
    compile(operand, path, nested) {
      const tests = (operand as unknown[]).map((wanted, index) => nested.test(wanted, [...path, index]))
      return (values) => tests.every((test) => test(values))
    },
  },
  $elemMatch: {
    takes: isPlain,
    expected: 'a condition on the elements',
    nests: true,
    compile(operand, path, nested) {
      if (isTest(operand)) {
        const test = nested.test(operand, path)
        return (values) => elementsOf(values).some((element) => test([element]))
      }
      const query = nested.query(operand, path)
      return (values) => elementsOf(values).some((element) => isPlain(element) && query(element))
    },
  },
  $not: {
    takes: isTest,
    expected: 'operators such as { "$gt": 3 }',
    nests: true,
    compile: (operand, path, nested) => not(nested.test(operand, path)),
  },
  $type: {
    takes: (operand) => isFilledList([operand].flat()) && [operand].flat().every((name) => TYPES.includes(name)),
    expected: `one of ${TYPES.join(', ')}`,
    compile(operand) {
      const wanted = [operand].flat()
      return any((value) => typesOf(value).some((type) => wanted.includes(type)))
    },
  },
}
