import { matches } from '../playbook/condition'
import { conditionMistakes } from '../playbook/condition-check'
import { messageOf } from '../playbook/mistake'
import type { Condition } from '../playbook/schema'

/**
 * Whether the facts fulfil a MongoDB-style condition. Any plain facts will do: only a playbook's conditions are limited to
 * certain roots.
 * @throws {TypeError} for an unknown operator, a bad pattern or a wrong operand, rather than answer with a silent false.
 */
export const matchesChecked = (condition: Condition, facts: Record<string, unknown>): boolean => {
  const [mistake] = conditionMistakes(condition, false)
  if (mistake) throw new TypeError(messageOf(mistake).replace('the playbook', 'the condition'))
  return matches(condition, facts)
}
