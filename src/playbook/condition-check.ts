/** What is wrong with a condition. Found when the playbook is read: a mistake in a condition must never be a silent false. */
import { isJoin, isOperator, isTest, operatorNames, patternOf } from './condition'
import type { Mistake, Path } from './mistake'
import { isPlain, own } from './plain'

/** What a playbook's condition may look at. A name that ends in a dot takes any further path. */
const ROOTS = [
  ...['traits.', 'properties.', 'metrics.', 'goal', 'language', 'device.kind', 'page.path', 'page.host'],
  ...['asks', 'ratings', 'missedInARow', 'reachedInARow', 'lastBand', 'daysSinceFirstSeen'].map(
    (name) => `history.${name}`,
  ),
]

const isRoot = (key: string): boolean =>
  ROOTS.some((root) => (root.endsWith('.') ? key.startsWith(root) && !/\.(\.|$)/.test(key) : key === root))

/** Deeper than anyone writes by hand, and shallow enough for every browser's stack. */
const DEEPEST = 20

const isFilledList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0
const TYPES: unknown[] = ['number', 'double', 'int', 'string', 'bool', 'object', 'array', 'null']
const COMPARABLE = ['number', 'string', 'boolean']

type Operand = [fits: (operand: unknown) => boolean, expected: string]
const comparable: Operand = [(operand) => COMPARABLE.includes(typeof operand), 'a number, a string, true or false']

/** The operand each operator takes. An operator that is not listed takes any value. */
const OPERANDS: Record<string, Operand> = {
  $gt: comparable,
  $gte: comparable,
  $lt: comparable,
  $lte: comparable,
  $in: [Array.isArray, 'a list'],
  $nin: [Array.isArray, 'a list'],
  $exists: [(operand) => typeof operand === 'boolean', 'true or false'],
  $regex: [(operand) => !!patternOf(operand), 'a regular expression'],
  $size: [(operand) => Number.isInteger(operand) && (operand as number) >= 0, 'a whole number, 0 or more'],
  $all: [isFilledList, 'a list of at least one value'],
  $elemMatch: [isPlain, 'a condition on the elements'],
  $not: [isTest, 'operators such as { "$gt": 3 }'],
  $type: [
    (operand) => isFilledList([operand].flat()) && [operand].flat().every((name) => TYPES.includes(name)),
    `one of ${TYPES.join(', ')}`,
  ],
}

/** Operators whose operand may hold operators itself. */
const NESTING = ['$all', '$not', '$elemMatch']

/**
 * Every mistake in a condition; their paths begin at the condition.
 * @param rooted Whether its fields must be among those that a playbook's condition may look at. @default true
 */
export const conditionMistakes = (condition: unknown, rooted = true): Mistake[] => {
  const mistakes: Mistake[] = []
  const add = (path: Path, code: string, expected: string, found: unknown, known?: readonly string[]): void =>
    void mistakes.push({ path, code, expected, found, known })

  /** A value to compare with is taken as it is: an operator inside one would have no effect. */
  const checkLiteral = (wanted: unknown, path: Path): void => {
    if (typeof wanted !== 'object' || !wanted) return
    for (const [key, inner] of Object.entries(wanted))
      if (key.startsWith('$')) add([...path, key], 'misplaced-operator', 'dots to reach further in: "a.b"', key)
      else checkValue(inner, [...path, key])
  }

  const checkOperators = (operators: Record<string, unknown>, path: Path): void => {
    for (const [name, operand] of Object.entries(operators)) {
      const at = [...path, name]
      const [fits, expected = ''] = own(OPERANDS, name) ?? []
      if (!isOperator(name)) add(at, 'unknown-operator', 'a known operator', name, operatorNames())
      else if (fits && !fits(operand)) add(at, name === '$regex' ? 'bad-pattern' : 'wrong-operand', expected, operand)
      else if (name === '$elemMatch' && !isTest(operand)) checkQuery(operand, at, false)
      else checkValue(operand, at, NESTING.includes(name))
    }
  }

  const checkValue = (wanted: unknown, path: Path, mayTest = false): void => {
    if (path.length > DEEPEST) add(path, 'too-deep', 'a condition that is less nested', wanted)
    else if (mayTest && isTest(wanted)) checkOperators(wanted, path)
    else if (mayTest && Array.isArray(wanted))
      for (const [index, one] of wanted.entries()) checkValue(one, [...path, index], true)
    else checkLiteral(wanted, path)
  }

  const checkQuery = (query: unknown, path: Path, rooted: boolean): void => {
    if (!isPlain(query)) return add(path, 'wrong-type', 'a condition such as { "traits.plan": "pro" }', query)
    for (const [key, wanted] of Object.entries(query)) {
      const at = [...path, key]
      if (isJoin(key)) {
        if (!isFilledList(wanted)) add(at, 'wrong-operand', 'a list of at least one condition', wanted)
        else if (at.length > DEEPEST) add(at, 'too-deep', 'a condition that is less nested', wanted)
        else for (const [index, one] of wanted.entries()) checkQuery(one, [...at, index], rooted)
      } else if (isOperator(key)) add(at, 'misplaced-operator', 'a field around the operator', key)
      else if (key.startsWith('$'))
        add(at, 'unknown-operator', '$and, $or, $nor or a field', key, ['$and', '$or', '$nor'])
      else if (rooted && !isRoot(key)) add(at, 'unknown-root', 'something a condition can look at', key, ROOTS)
      else checkValue(wanted, at, !Array.isArray(wanted))
    }
  }

  checkQuery(condition, [], rooted)
  return mistakes
}

/** Every mistake in operators on one value, which name no field: `reached` and `missed` of a metric. */
export const operatorMistakes = (operators: unknown): Mistake[] => {
  if (!isTest(operators))
    return [{ path: [], code: 'wrong-type', expected: 'operators such as { "$gte": 0.25 }', found: operators }]
  // Checked as a condition on a field called "value", whose name is then taken out of the paths.
  return conditionMistakes({ value: operators }, false).map((mistake) => ({ ...mistake, path: mistake.path.slice(1) }))
}
