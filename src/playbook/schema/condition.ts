/** Conditions. What they may hold is found by compiling them: a schema of their grammar would be far longer, and vaguer. */
import * as z from 'zod/mini'
import { compileCondition, compileValueCondition, type Report } from '../condition'
import { part } from './part'

const checkedBy =
  (compile: (value: Record<string, unknown>, report: Report) => unknown): z.core.CheckFn<Record<string, unknown>> =>
  ({ value, issues }) => {
    compile(value, ({ path, code, expected, found, known }) =>
      issues.push({
        ...{ code: 'custom', path, input: found, message: expected, continue: true },
        // Only a name: zod turns its issues into text, and a value may be nested too deep for that.
        params: { code, known, name: found === path.at(-1) ? found : undefined },
      }),
    )
  }

export const condition = part(
  'Condition',
  'a MongoDB-style condition such as { "traits.plan": "pro" }',
  z.record(z.string(), z.unknown(), 'a condition such as { "traits.plan": "pro" }').check(checkedBy(compileCondition)),
)

export const operators = part(
  'Operators',
  'operators on one value, such as { "$gte": 0.25 }',
  z.record(z.string(), z.unknown(), 'operators such as { "$gte": 0.25 }').check(checkedBy(compileValueCondition)),
)
