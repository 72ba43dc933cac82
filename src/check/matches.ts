import { compileCondition, type Condition } from '../playbook/condition'
import { messageOf, type Mistake } from '../playbook/mistake'

/**
 * Whether the facts fulfil a MongoDB-style condition. Any plain facts will do: only a playbook's conditions are limited to
 * certain roots.
 * @throws {TypeError} for an unknown operator, a bad pattern or a wrong operand, rather than answer with a silent false.
 */
export const matchesChecked = (condition: Condition, facts: Record<string, unknown>): boolean => {
  const mistakes: Mistake[] = []
  const holds = compileCondition(condition, (mistake) => mistakes.push(mistake), { rooted: false })
  const [mistake] = mistakes
  if (mistake) throw new TypeError(messageOf(mistake).replace('the playbook', 'the condition'))
  return holds(facts)
}
