/** Zod's issues as mistakes: one for each unknown field, and for a union those of the option that was meant. */
import type * as z from 'zod/mini'
import type { Mistake, Path } from '../mistake'
import { expectation } from './expected'
import { fieldNames, meantOption, schemaAt } from './walk'

type Issue = z.core.$ZodIssue

/** Everything in which a value differs from its schema. `path`: where the value stands. */
export const mistakesIn = (schema: z.ZodMiniType, value: unknown, path: Path = []): Mistake[] => {
  // Without `reportInput`: zod turns its issues into text, and a value may be nested too deep for that.
  const { error } = schema.safeParse(value, { error: expectation })
  return (error?.issues ?? []).flatMap((issue) => {
    const inside = issue.path as Path
    return mistakesOf(issue, schemaAt(schema, inside, value), valueAt(value, inside), [...path, ...inside])
  })
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((part, key) => {
    if (typeof part !== 'object' || !part || !Object.hasOwn(part, key)) return undefined
    return (part as Record<string, unknown>)[key]
  }, value)

const mistakesOf = (issue: Issue, schema: z.ZodMiniType | undefined, found: unknown, path: Path): Mistake[] => {
  const mistake = { path, code: codeOf(issue, schema, found), expected: issue.message, found }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        ...{ path: [...path, key], code: 'unknown-field', expected: issue.message, found: key },
        known: schema && fieldNames(schema),
      }))
    case 'invalid_key':
      return [{ ...mistake, code: 'wrong-format', found: path.at(-1) }]
    case 'invalid_union': {
      const option = schema && meantOption(schema, found)
      if (!option) return [mistake]
      // A field of another option is known, but of no use here.
      return mistakesIn(option, found, path).map((inner) =>
        inner.code === 'unknown-field' && inner.path.length === path.length + 1
          ? { ...inner, known: fieldNames(schema) }
          : inner,
      )
    }
    case 'invalid_value':
      return [{ ...mistake, known: issue.values.map(String) }]
    case 'too_big':
      // A text that is too long is not repeated.
      return [typeof found === 'string' ? { ...mistake, found: found.length } : mistake]
    case 'custom': {
      const { code = 'wrong-value', known, name = found } = issue.params ?? {}
      return [{ ...mistake, code, known, found: name }]
    }
    default:
      return [mistake]
  }
}

const codeOf = (issue: Issue, schema: z.ZodMiniType | undefined, found: unknown): string => {
  if (found === undefined) return 'missing-field'
  switch (issue.code) {
    case 'invalid_value': {
      const [value] = issue.values
      if (typeof value === 'string') return 'wrong-value'
      return typeof found === typeof value ? 'out-of-range' : 'wrong-type'
    }
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'out-of-range'
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string' ? 'empty' : 'out-of-range'
    case 'invalid_format':
      return 'wrong-format'
    case 'invalid_type':
      // A number for a duration is written in the wrong form rather than of the wrong type.
      return schema?._zod.bag.patterns ? 'wrong-format' : 'wrong-type'
    default:
      return 'wrong-type'
  }
}
