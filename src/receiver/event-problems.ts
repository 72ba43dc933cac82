/** What is wrong with an event, said so that whoever sent it can mend it. */
import type * as z from 'zod/mini'
import { type Problem, pointer } from '../check/problem'

type Issue = z.core.$ZodIssue

const words = (expected: string): string => (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`)

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return words(issue.expected)
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin)}`
    case 'too_small':
      return `at least ${issue.minimum}${unit(issue.origin)}`
    case 'invalid_format':
      return issue.format === 'datetime' ? 'a time like "2025-03-03T09:30:00Z"' : `text matching ${issue.pattern}`
    case 'invalid_union':
      return issue.errors.map((each) => (each[0] ? expectation(each[0]) : '')).join(' or ')
    default:
      return 'something else'
  }
}

const unit = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' ? ' items' : '')

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value
  for (const part of path) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, part)) return undefined
    here = (here as Record<PropertyKey, unknown>)[part]
  }
  return here
}

/** What was received, short: numbers and short text as they are, the rest by kind. */
function received(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `${value.length} items`
  if (value !== null && typeof value === 'object') return 'an object'
  if (typeof value === 'string' && value.length > 40) return `${value.length} characters`
  return JSON.stringify(value)
}

const codes: Partial<Record<Issue['code'], string>> = {
  invalid_type: 'type',
  invalid_value: 'value',
  too_big: 'size',
  too_small: 'size',
  invalid_format: 'format',
  invalid_union: 'type',
}

/** A schema's issues as problems; `path` is a JSON Pointer into the event. */
export const problemsOf = (issues: readonly Issue[], event: unknown, base: readonly string[] = []): Problem[] =>
  issues.map((issue) => {
    const path = [...base, ...issue.path]
    const value = valueAt(event, path)
    return eventProblem(
      path,
      value === undefined ? 'missing' : (codes[issue.code] ?? 'invalid'),
      `expected ${expectation(issue)}, got ${received(value)}`,
    )
  })

export const eventProblem = (path: readonly PropertyKey[], code: string, message: string, hint?: string): Problem => ({
  path: pointer(path.map(String)),
  code,
  severity: 'error',
  message,
  ...(hint && { hint }),
})
