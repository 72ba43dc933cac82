/**
 * What a schema expected, in words: the one formatter of zod's issues, for the playbook and for events. A schema that has
 * words of its own (`a duration like "3d"`) is quoted; this says the rest.
 */
import type * as z from 'zod/mini'

const TYPES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/** What is counted, by the `origin` of an issue. */
const UNITS: Record<string, string> = { string: ' characters', array: ' items' }

const limit = ({ origin }: { origin: string }, amount: number | bigint, least: string): string =>
  origin === 'array' && least === 'at least' && amount === 1
    ? 'at least one'
    : `${least} ${amount.toLocaleString('en')}${UNITS[origin] ?? ''}`

/** Completes "expected …". To be given to zod as the `error` of a parse. */
export const expectation = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected
    case 'invalid_value': {
      const [first, ...others] = issue.values
      return others.length ? `one of ${issue.values.map(String).join(', ')}` : JSON.stringify(first)
    }
    case 'too_big':
      return limit(issue, issue.maximum, 'at most')
    case 'too_small':
      return limit(issue, issue.minimum, 'at least')
    case 'invalid_format':
      return issue.format === 'datetime' ? 'a time like "2025-03-03T09:30:00Z"' : `text matching ${issue.pattern}`
    case 'invalid_union':
      return [...new Set(issue.errors.map(([first]) => first?.message))].filter(Boolean).join(' or ')
    case 'unrecognized_keys':
      return 'a known field'
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'another name'
    default:
      return 'something else'
  }
}
