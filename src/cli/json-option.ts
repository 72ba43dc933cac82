import { syntaxErrorIn } from '../check/json-syntax'
import { nearest } from '../playbook/nearest'
import { isPlain } from '../playbook/plain'
import { messages, wrongUsage } from './messages'

/** An option that is a JSON object; `{}` where it was not given. @throws Told */
export function jsonOption(option: string, value: unknown, example: string): Record<string, unknown> {
  if (typeof value !== 'string') return {}
  const { column, expected, found } = syntaxErrorIn(value) ?? {}
  if (expected) {
    const problem = `at column ${column} expected ${expected}, got ${found === undefined ? 'the end' : `\`${found}\``}`
    throw wrongUsage(messages.badJson(option, problem, example))
  }
  const parsed: unknown = JSON.parse(value)
  if (!isPlain(parsed)) throw wrongUsage(messages.badJson(option, `got \`${value.slice(0, 40)}\``, example))
  return parsed
}

/** @throws Told for a name that is none of those known. */
export function knownNames(option: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given))
    if (!known.includes(name)) throw wrongUsage(messages.unknownFact(option, name, nearest(name, known), known))
}
