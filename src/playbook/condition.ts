/**
 * Conditions: MongoDB-style queries over plain facts, compiled to functions. Comparisons never coerce types, dots walk own
 * properties only, and arrays behave as in MongoDB: a test on a field holds when it holds for the array or for one of its
 * elements.
 */
import { isPlain, reach } from './plain'
import type { Path } from './mistake'
import type { Condition } from './schema'

type Operators = Record<string, unknown>

/** A test of the values found at one path. */
type Test = (values: readonly unknown[]) => boolean

/** Whether the facts fulfil a condition. Never throws. */
export type Predicate = (facts: unknown) => boolean

/** Why a condition can't be compiled, and where in it. */
export class ConditionError extends TypeError {
  constructor(
    readonly path: Path,
    readonly code: 'unknown-operator' | 'bad-pattern' | 'wrong-operand' | 'wrong-type',
    readonly expected: string,
    readonly found: unknown,
  ) {
    super(`At ${path.join('.')}: expected ${expected}`)
  }
}

/** The operators that join conditions. All others test one value. */
export const isJoin = (key: string): boolean => key === '$and' || key === '$or' || key === '$nor'

/** An object of operators, as opposed to a value to compare with. */
export const isTest = (value: unknown): value is Operators =>
  isPlain(value) && Object.keys(value).some((key) => key.startsWith('$') && !isJoin(key))

/** The pattern of a `$regex`, or undefined for a bad one. Unicode mode is strict: an unknown escape is an error. */
export const patternOf = (pattern: unknown): RegExp | undefined => {
  try {
    return typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined
  } catch {
    return undefined
  }
}

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

const equals = (operand: unknown): Test => {
  const wanted = json(operand)
  return any((value) => json(value) === wanted)
}

/** Compares numbers with numbers, strings with strings, and booleans with booleans. */
const compares =
  (holds: (value: number, operand: number) => boolean) =>
  (operand: unknown): Test =>
    any(
      (value) =>
        typeof value === typeof operand && typeof value !== 'object' && holds(value as number, operand as number),
    )

/** The names by which `$type` knows a value. */
const typesOf = (value: unknown): string[] => {
  if (typeof value === 'number') return ['number', Number.isInteger(value) ? 'int' : 'double']
  if (typeof value === 'boolean') return ['bool']
  if (value === null) return ['null']
  return [Array.isArray(value) ? 'array' : typeof value]
}

const listOf = (operand: unknown, path: Path): unknown[] => {
  if (!Array.isArray(operand)) throw new ConditionError(path, 'wrong-operand', 'a list', operand)
  return operand
}

const operatorsOf = (operand: unknown, path: Path): Operators => {
  if (!isPlain(operand)) throw new ConditionError(path, 'wrong-operand', 'operators such as { "$gt": 3 }', operand)
  return operand
}

const OPERATORS: Record<string, (operand: unknown, path: Path) => Test> = {
  $eq: equals,
  $ne: (operand) => not(equals(operand)),
  $gt: compares((value, operand) => value > operand),
  $gte: compares((value, operand) => value >= operand),
  $lt: compares((value, operand) => value < operand),
  $lte: compares((value, operand) => value <= operand),
  $in: (operand, path) => oneOf(listOf(operand, path)),
  $nin: (operand, path) => not(oneOf(listOf(operand, path))),
  $exists: (operand) => (values) => values.some((value) => value !== undefined) === operand,
  $regex(operand, path) {
    const pattern = patternOf(operand)
    if (!pattern) throw new ConditionError(path, 'bad-pattern', 'a regular expression', operand)
    return any((value) => typeof value === 'string' && pattern.test(value))
  },
  $size: (operand) => (values) => values.some((value) => Array.isArray(value) && value.length === operand),
  $all(operand, path) {
    const tests = listOf(operand, path).map((wanted, index) => compileTest(wanted, [...path, index]))
    return (values) => tests.length > 0 && tests.every((test) => test(values))
  },
  $elemMatch(operand, path) {
    if (isTest(operand)) {
      const test = compileOperators(operand, path)
      return (values) => elementsOf(values).some((element) => test([element]))
    }
    const query = compileQuery(operatorsOf(operand, path), path)
    return (values) => elementsOf(values).some((element) => isPlain(element) && query(element))
  },
  $not: (operand, path) => not(compileOperators(operatorsOf(operand, path), path)),
  $type(operand) {
    const wanted = [operand].flat()
    return any((value) => typesOf(value).some((type) => wanted.includes(type)))
  },
}

const oneOf = (operands: readonly unknown[]): Test => {
  const tests = operands.map(equals)
  return (values) => tests.some((test) => test(values))
}

export const isOperator = (name: string): boolean => Object.hasOwn(OPERATORS, name)
export const operatorNames = (): string[] => Object.keys(OPERATORS)

const compileOperators = (operators: Operators, path: Path): Test => {
  const tests = Object.entries(operators).map(([name, operand]) => {
    const compile = isOperator(name) ? OPERATORS[name] : undefined
    const at = [...path, name]
    if (!compile) throw new ConditionError(at, 'unknown-operator', 'a known operator', name)
    return compile(operand, at)
  })
  return (values) => tests.every((test) => test(values))
}

/** Operators, or a value to compare with. */
const compileTest = (wanted: unknown, path: Path): Test =>
  isTest(wanted) ? compileOperators(wanted, path) : equals(wanted)

const compileJoin = (join: string, wanted: unknown, path: Path): Predicate => {
  const queries = listOf(wanted, path).map((query, index) => compileQuery(query, [...path, index]))
  if (join === '$and') return (facts) => queries.every((query) => query(facts))
  const some: Predicate = (facts) => queries.some((query) => query(facts))
  return join === '$or' ? some : (facts) => !some(facts)
}

const compileQuery = (query: unknown, path: Path): Predicate => {
  if (!isPlain(query))
    throw new ConditionError(path, 'wrong-type', 'a condition such as { "traits.plan": "pro" }', query)
  const parts = Object.entries(query).map(([key, wanted]): Predicate => {
    const at = [...path, key]
    if (isJoin(key)) return compileJoin(key, wanted, at)
    const test = compileTest(wanted, at)
    return (facts) => test(reach(facts, key))
  })
  return (facts) => parts.every((part) => part(facts))
}

/** Facts come from the page: a cyclic object or a BigInt among them can't be compared. */
const guarded =
  (predicate: Predicate): Predicate =>
  (facts) => {
    try {
      return predicate(facts)
    } catch {
      return false
    }
  }

/**
 * Compiles a condition to a function of the facts.
 * @throws {ConditionError} for an unknown operator, a bad pattern, or an operand of the wrong kind
 */
export const compileCondition = (condition: Condition): Predicate => guarded(compileQuery(condition, []))

/**
 * Compiles operators on one value, such as `{ "$gte": 0.25 }`, to a function of that value.
 * @throws {ConditionError} like `compileCondition`
 */
export const compileValueCondition = (operators: Record<string, unknown>): Predicate => {
  const test = compileTest(operators, [])
  return guarded((value) => test([value]))
}

/**
 * Whether the facts fulfil a condition. A condition that can't be compiled is not fulfilled.
 * A playbook's conditions are compiled once instead, by `compilePlaybook`.
 */
export const matches = (condition: Condition, facts: unknown): boolean => {
  try {
    return compileCondition(condition)(facts)
  } catch {
    return false
  }
}
