import { matches } from './condition'
import { checkCondition } from './condition-problems'
import { problemAt } from './problem'
import type { Condition } from './schema'

/**
 * Whether the facts fulfil a MongoDB-style condition. The facts may have any shape. Only a playbook's conditions are limited to
 * certain roots.
 * @throws {TypeError} for an unknown operator, a bad pattern or a wrong operand
 */
export const matchesChecked = (condition: Condition, facts: Record<string, unknown>): boolean => {
  checkCondition(
    condition,
    [],
    (path, code, expected, found) => {
      throw new TypeError(problemAt(path, code, expected, found).message.replace('the playbook', 'the condition'))
    },
    false,
  )
  return matches(condition, facts)
}
