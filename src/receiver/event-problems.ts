/** What is wrong with an event, in words by which whoever sent it can mend it. */
import type * as z from 'zod/mini'
import { type Problem, pointer } from '../check/problem'
import { type Path, received } from '../playbook/mistake'
import { nearest } from '../playbook/nearest'
import { mistakesIn } from '../playbook/schema/mistakes'

/** The receiver's own codes, which are part of its answers. */
const CODES: Record<string, string> = {
  'missing-field': 'missing',
  'wrong-type': 'type',
  'wrong-value': 'value',
  'wrong-format': 'format',
  'out-of-range': 'size',
  'too-long': 'size',
  empty: 'size',
}

/** Everything in which an event, or its part at `base`, differs from its schema. */
export const problemsOf = (schema: z.ZodMiniType, value: unknown, base: Path = []): Problem[] =>
  mistakesIn(schema, value, base).map(({ path, code, expected, found, known = [] }) => {
    const near = typeof found === 'string' ? nearest(found, known) : undefined
    return eventProblem(
      path,
      CODES[code] ?? 'invalid',
      `expected ${expected}, got ${received(found)}`,
      near && `Did you mean "${near}"?`,
    )
  })

export const eventProblem = (path: readonly PropertyKey[], code: string, message: string, hint?: string): Problem => ({
  path: pointer(path),
  code,
  severity: 'error',
  message,
  ...(hint && { hint }),
})
