/** What is wrong with a condition, found when the playbook is read: a mistake in one must never be a silent false. */
import { isJoin, isOperator, isTest, operatorNames, patternOf } from './condition'
import { isPlain, own } from './plain'
import type { Path, Report } from './problem'

/** What a condition in a playbook may look at (CONTRACT 3); a name that ends in a dot takes any further path. */
const ROOTS = [
  ...['traits.', 'properties.', 'metrics.', 'goal', 'language', 'device.kind', 'page.path', 'page.host'],
  ...['asks', 'ratings', 'missedInARow', 'reachedInARow', 'lastBand', 'daysSinceFirstSeen'].map(
    (name) => `history.${name}`,
  ),
]

const isRoot = (key: string): boolean =>
  ROOTS.some((root) => (root.endsWith('.') ? key.startsWith(root) && !/\.(\.|$)/.test(key) : key === root))

/** Deeper than anyone writes by hand, shallow enough for every browser's stack. */
const DEEPEST = 20

const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0
const TYPES: unknown[] = ['number', 'double', 'int', 'string', 'bool', 'object', 'array', 'null']

/** The operand each operator takes; those left out take any value. */
const OPERANDS: Record<string, [fits: (operand: unknown) => boolean, expected: string]> = {
  $in: [Array.isArray, 'a list'],
  $nin: [Array.isArray, 'a list'],
  $exists: [(operand) => typeof operand === 'boolean', 'true or false'],
  $regex: [(operand) => !!patternOf(operand), 'a regular expression'],
  $size: [(operand) => Number.isInteger(operand) && (operand as number) >= 0, 'a whole number, 0 or more'],
  $all: [isList, 'a list of at least one value'],
  $elemMatch: [isPlain, 'a condition on the elements'],
  $not: [isTest, 'operators such as { "$gt": 3 }'],
  $type: [
    (operand) => isList([operand].flat()) && [operand].flat().every((name) => TYPES.includes(name)),
    `one of ${TYPES.join(', ')}`,
  ],
}
for (const name of ['$gt', '$gte', '$lt', '$lte'])
  OPERANDS[name] = [(operand) => /number|string|boolean/.test(typeof operand), 'a number, a string, true or false']

/** Reports what is wrong with a condition. `roots`: it may look only at what a playbook's conditions may. */
export const checkCondition = (condition: unknown, path: Path, report: Report, roots = true): void => {
  /** A value to compare with is taken as it is, so an operator inside one would never be looked at. */
  const literal = (wanted: unknown, here: Path): void => {
    if (typeof wanted !== 'object' || !wanted) return
    for (const [key, inner] of Object.entries(wanted))
      if (key[0] === '$') report([...here, key], 'misplaced-operator', 'dots to reach further in: "a.b"', key)
      else value(inner, [...here, key])
  }

  const test = (operators: Record<string, unknown>, here: Path): void => {
    for (const [name, operand] of Object.entries(operators)) {
      const at = [...here, name]
      const [fits, expected = ''] = own(OPERANDS, name) ?? []
      if (!isOperator(name)) report(at, 'unknown-operator', 'a known operator', name, operatorNames())
      else if (fits && !fits(operand))
        report(at, name === '$regex' ? 'bad-pattern' : 'wrong-operand', expected, operand)
      else if (name === '$elemMatch' && !isTest(operand)) query(operand, at, false)
      else value(operand, at, /^\$(all|not|elemMatch)$/.test(name))
    }
  }

  const value = (wanted: unknown, here: Path, tests = false): void => {
    if (here.length - path.length > DEEPEST) report(here, 'too-deep', 'a condition that is less nested', wanted)
    else if (tests && isTest(wanted)) test(wanted, here)
    else if (tests && Array.isArray(wanted))
      for (const [index, one] of wanted.entries()) value(one, [...here, index], true)
    else literal(wanted, here)
  }

  const query = (wanted: unknown, here: Path, rooted: boolean): void => {
    if (!isPlain(wanted)) return void report(here, 'wrong-type', 'a condition such as { "traits.plan": "pro" }', wanted)
    for (const [key, one] of Object.entries(wanted)) {
      const at = [...here, key]
      if (isJoin(key)) {
        if (!isList(one)) report(at, 'wrong-operand', 'a list of at least one condition', one)
        else if (at.length - path.length > DEEPEST) report(at, 'too-deep', 'a condition that is less nested', one)
        else for (const [index, each] of one.entries()) query(each, [...at, index], rooted)
      } else if (isOperator(key)) report(at, 'misplaced-operator', 'a field around the operator', key)
      else if (key[0] === '$')
        report(at, 'unknown-operator', '$and, $or, $nor or a field', key, ['$and', '$or', '$nor'])
      else if (rooted && !isRoot(key)) report(at, 'unknown-root', 'something a condition can look at', key, ROOTS)
      else value(one, at, !Array.isArray(one))
    }
  }

  query(condition, path, roots)
}

/** Reports what is wrong with operators on one value: `reached` and `missed` of a metric. */
export const checkOperators = (operators: unknown, path: Path, report: Report): void => {
  if (!isTest(operators)) report(path, 'wrong-type', 'operators such as { "$gte": 0.25 }', operators)
  // As a condition on some field, whose name is then taken out of the paths again.
  else
    checkCondition(
      { value: operators },
      path,
      (at, ...rest) => report([...path, ...at.slice(path.length + 1)], ...rest),
      false,
    )
}
