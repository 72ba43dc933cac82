/** Reads the values of options that several commands share. Each function throws a CliError for a value that makes no sense. */
import { type EventType, eventData } from '../delivery/event'
import { syntaxErrorIn } from '../check/json-syntax'
import { nearest } from '../playbook/nearest'
import { isPlain } from '../playbook/plain'
import type { Band } from '../playbook/schema'
import { type ParsedFilter, parseFilter } from '../report/filter'
import type { Values } from './command'
import { messages, wrongUsage } from './messages'

const BANDS: readonly Band[] = ['missed', 'partly', 'reached']

export function bandOption(value: unknown): Band | undefined {
  if (value === undefined) return undefined
  const known = BANDS.find((band) => band === value)
  if (known) return known
  throw wrongUsage(messages.unknownOne('band', String(value), nearest(String(value), BANDS), BANDS))
}

const PREFIX = 'gainloop.'
const EVENT_TYPES = Object.keys(eventData) as EventType[]
const SHORT_TYPES = EVENT_TYPES.map((type) => type.slice(PREFIX.length))

/** `rating.given` means `gainloop.rating.given`. An unknown type is an error: an empty result would look like no events. */
export function eventTypeOption(name: string): EventType {
  const short = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name
  const known = EVENT_TYPES.find((type) => type === PREFIX + short)
  if (known) return known
  const near = SHORT_TYPES.find((type) => type.startsWith(`${short}.`)) ?? nearest(short, SHORT_TYPES)
  throw wrongUsage(messages.unknownType(name, SHORT_TYPES, near))
}

/** An option whose value is a JSON object; `{}` if it was not given. */
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

/** Throws for a member of that JSON object that is not known. */
export function checkNames(option: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw wrongUsage(messages.unknownFact(option, name, nearest(name, known), known))
  }
}

/** The options of commands that read stored events. */
export const filterOptions = { from: { type: 'string' }, to: { type: 'string' }, action: { type: 'string' } } as const

export function readFilterOptions(command: string, values: Values): Pick<ParsedFilter, 'from' | 'to' | 'action'> {
  const given = Object.keys(filterOptions).filter((name) => typeof values[name] === 'string')
  try {
    return parseFilter(Object.fromEntries(given.map((name) => [name, values[name]])))
  } catch (error) {
    throw wrongUsage(messages.badFilter(command, (error as TypeError).message))
  }
}
