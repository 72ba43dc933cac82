import { matches } from './condition'
import { checkCondition } from './condition-problems'
import { problemAt } from './problem'
import type { Condition } from './schema'

/**
 * Whether the facts fulfil a MongoDB-style condition. Any plain facts will do: the roots of CONTRACT 3 hold in playbooks only.
 * @throws {TypeError} for an unknown operator, a bad pattern or a wrong operand, rather than answer with a silent false.
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
