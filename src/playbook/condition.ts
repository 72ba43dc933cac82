/**
 * Conditions: MongoDB-style queries over plain facts, compiled to functions. Comparisons never coerce types, dots walk own
 * properties only, and arrays behave as in MongoDB: a test on a field holds when it holds for the array or for one of its
 * elements. Whatever is wrong with a condition is reported: a mistake in it must never be a silent false.
 */
import {
  equals,
  isFilledList,
  isJoin,
  isTest,
  type Nested,
  type Operators,
  OPERATORS,
  type Predicate,
  type Test,
} from './condition-operators'
import type { Mistake, Path } from './mistake'
import { isPlain, own, reach } from './plain'

export type Condition = Record<string, unknown>

/** Hears of one mistake. Its path begins at the condition. */
export type Report = (mistake: Mistake) => void

/** What a playbook's condition may look at. A name that ends in a dot takes any further path. */
const ROOTS = [
  ...['traits.', 'account.id', 'account.traits.', 'properties.', 'metrics.', 'goal', 'preference', 'language'],
  ...['device.kind', 'page.path', 'page.host'],
  ...['asks', 'ratings', 'missedInARow', 'reachedInARow', 'lastBand', 'daysSinceFirstSeen'].map(
    (name) => `history.${name}`,
  ),
]

const isRoot = (key: string): boolean =>
  ROOTS.some((root) => (root.endsWith('.') ? key.startsWith(root) && !/\.(\.|$)/.test(key) : key === root))

/** Deeper than anyone writes by hand, and shallow enough for every browser's stack. */
const DEEPEST = 20

const never: Predicate = () => false

const createConditionCompiler = (report: Report, rooted: boolean) => {
  /** Takes the place of what can't be compiled. */
  const refuse = (path: Path, code: string, expected: string, found: unknown, known?: readonly string[]): Predicate => {
    report({ path, code, expected, found, known })
    return never
  }
  const tooDeep = (path: Path, found: unknown): Predicate =>
    refuse(path, 'too-deep', 'a condition that is less nested', found)

  /** Whether it can be compared with as it is. An operator inside of a value would have no effect. */
  const isValue = (wanted: unknown, path: Path): boolean => {
    let isRight = path.length <= DEEPEST
    if (!isRight) tooDeep(path, wanted)
    else if (typeof wanted === 'object' && wanted)
      for (const [key, inner] of Object.entries(wanted)) {
        const at = [...path, key]
        const isOperator = key.startsWith('$')
        if (isOperator) refuse(at, 'misplaced-operator', 'dots to reach further in: "a.b"', key)
        if (isOperator || !isValue(inner, at)) isRight = false
      }
    return isRight
  }

  const compileOperator = (name: string, operand: unknown, path: Path): Test => {
    const operator = own(OPERATORS, name)
    if (!operator) return refuse(path, 'unknown-operator', 'a known operator', name, Object.keys(OPERATORS))
    if (operator.takes?.(operand) === false)
      return refuse(path, name === '$regex' ? 'bad-pattern' : 'wrong-operand', operator.expected ?? '', operand)
    if (path.length > DEEPEST) return tooDeep(path, operand)
    return operator.nests || isValue(operand, path) ? operator.compile(operand, path, nested) : never
  }

  const compileTest = (wanted: unknown, path: Path): Test => {
    if (isTest(wanted)) return compileOperators(wanted, path)
    return isValue(wanted, path) ? equals(wanted) : never
  }

  const compileOperators = (operators: Operators, path: Path): Test => {
    const tests = Object.entries(operators).map(([name, operand]) => compileOperator(name, operand, [...path, name]))
    return (values) => tests.every((test) => test(values))
  }

  const compileJoin = (join: string, wanted: unknown, path: Path, atRoot: boolean): Predicate => {
    if (!isFilledList(wanted)) return refuse(path, 'wrong-operand', 'a list of at least one condition', wanted)
    if (path.length > DEEPEST) return tooDeep(path, wanted)
    const queries = wanted.map((query, index) => compileQuery(query, [...path, index], atRoot))
    if (join === '$and') return (facts) => queries.every((query) => query(facts))
    const some: Predicate = (facts) => queries.some((query) => query(facts))
    return join === '$or' ? some : (facts) => !some(facts)
  }

  const compileField = (key: string, wanted: unknown, path: Path, atRoot: boolean): Predicate => {
    if (isJoin(key)) return compileJoin(key, wanted, path, atRoot)
    if (Object.hasOwn(OPERATORS, key)) return refuse(path, 'misplaced-operator', 'a field around the operator', key)
    if (key.startsWith('$'))
      return refuse(path, 'unknown-operator', '$and, $or, $nor or a field', key, ['$and', '$or', '$nor'])
    if (atRoot && !isRoot(key)) return refuse(path, 'unknown-root', 'something a condition can look at', key, ROOTS)
    const test = compileTest(wanted, path)
    return (facts) => test(reach(facts, key))
  }

  /** @param atRoot whether its fields must be among those that a playbook's condition may look at */
  const compileQuery = (query: unknown, path: Path, atRoot: boolean): Predicate => {
    if (!isPlain(query)) return refuse(path, 'wrong-type', 'a condition such as { "traits.plan": "pro" }', query)
    const fields = Object.entries(query).map(([key, wanted]) => compileField(key, wanted, [...path, key], atRoot))
    return (facts) => fields.every((field) => field(facts))
  }

  const nested: Nested = {
    test: compileTest,
    query: (query, path) => compileQuery(query, path, false),
  }
  return {
    query: (query: unknown) => compileQuery(query, [], rooted),
    test: (operators: Operators) => compileTest(operators, []),
  }
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

export interface ConditionOptions {
  /** Whether its fields must be among those that a playbook's condition may look at. @default true */
  rooted?: boolean
}

/**
 * Compiles a condition to a function of the facts. Never throws: what is wrong with it is reported, and what can't be
 * compiled is not fulfilled.
 */
export const compileCondition = (
  condition: unknown,
  report: Report,
  { rooted = true }: ConditionOptions = {},
): Predicate => guarded(createConditionCompiler(report, rooted).query(condition))

/** Compiles operators on one value, such as `{ "$gte": 0.25 }`, to a function of that value. Reports like `compileCondition`. */
export const compileValueCondition = (operators: unknown, report: Report): Predicate => {
  if (!isTest(operators)) {
    report({ path: [], code: 'wrong-type', expected: 'operators such as { "$gte": 0.25 }', found: operators })
    return never
  }
  const test = createConditionCompiler(report, false).test(operators)
  return guarded((value) => test([value]))
}

/**
 * Whether the facts fulfil a condition. A condition with a mistake is not fulfilled.
 * A playbook's conditions are compiled once instead, by `compilePlaybook`.
 */
export const matches = (condition: Condition, facts: unknown): boolean => {
  let isRight = true
  const holds = compileCondition(condition, () => (isRight = false), { rooted: false })
  return isRight && holds(facts)
}
