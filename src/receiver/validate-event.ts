/** Decides whether one element of a batch is stored, or rejected and why. */
import { type $ZodObject, $ZodObjectJIT } from 'zod/v4/core'
import * as z from 'zod/mini'
import { type EventType, envelope, eventData, type GainloopEvent } from '../delivery/event'
import { received as inWords } from '../playbook/mistake'
import { nearest } from '../playbook/nearest'
import type { Problem } from '../check/problem'
import { correctClock } from './clock-skew'
import { eventProblem, problemsOf } from './event-problems'
import type { Limits } from './limits'
import type { StoredEvent } from './store'
import { findUnstorable, unstorableMessage } from './unstorable'

/** An event that was not stored, as the response to its batch names it. */
export interface Rejected {
  /** The event's id; null if it has none. */
  id: string | null
  problems: Problem[]
}

/**
 * The same schemas, compiled to functions: three times as fast (`npm run bench`, ingest), but they only say whether an event is
 * valid. What they refuse is validated again with the schemas themselves, to say why.
 */
const compiled = ({ _zod: { def } }: $ZodObject) => new $ZodObjectJIT(def)
const compiledEnvelope = compiled(z.extend(envelope, { data: z.unknown() }))
const compiledData = Object.fromEntries(
  Object.entries(eventData).map(([type, schema]) => [type, compiled(schema)]),
) as Record<EventType, $ZodObject>

const isType = (type: string): type is EventType => Object.hasOwn(eventData, type)

/** Without the error that `safeParse` would make, which takes ten times as long as finding out that there is one. */
const passes = (schema: $ZodObject, value: unknown): boolean => {
  const result = schema._zod.run({ value, issues: [] }, { async: false })
  return !(result instanceof Promise) && !result.issues.length
}

const isValid = (raw: unknown): raw is GainloopEvent => {
  if (!passes(compiledEnvelope, raw)) return false
  const { type, data } = raw as { type: string; data: unknown }
  return isType(type) && passes(compiledData[type], data)
}

/** What is wrong with it; empty for a valid event. */
function problemsIn(raw: unknown, effort: Effort): Problem[] {
  const problems = problemsOf(envelope, raw)
  if (problems.length) return problems
  const { type, data } = raw as { type: string; data: unknown }
  if (isType(type)) return problemsOf(eventData[type], data, ['data'])
  const known = effort.guesses-- > 0 ? nearest(type, Object.keys(eventData)) : undefined
  return [
    eventProblem(
      ['type'],
      'unknown-type',
      `expected an event type of Gainloop, got ${inWords(type)}`,
      known && `Did you mean "${known}"?`,
    ),
  ]
}

const UNEXPLAINED = eventProblem([], 'invalid', 'not a valid event; only the first ones of a batch are explained')

const idOf = (raw: unknown): string | null =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null

/** How much is left to explain in a batch. Explaining takes far longer than rejecting, and a sender of nonsense must not gain by that. */
export interface Effort {
  /** Events. */
  events: number
  /** Members of their data, elements of lists included: each may be a problem of its own. */
  members: number
  /** Unknown event types for which the most similar one is looked for. */
  guesses: number
}

export const effortOfBatch = (): Effort => ({ events: 100, members: 3_000, guesses: 10 })

const sizeOf = (value: unknown): number => (typeof value === 'object' && value !== null ? Object.keys(value).length : 0)

/** How many members of an event its schema looks at. */
function membersOf(raw: unknown): number {
  const data = typeof raw === 'object' && raw !== null && 'data' in raw ? raw.data : undefined
  const inner = typeof data === 'object' && data !== null ? Object.values(data) : []
  return sizeOf(raw) + sizeOf(data) + inner.reduce<number>((sum, each) => sum + sizeOf(each), 0)
}

/** The problems of an event that is not valid, as long as the effort lasts. */
function explain(raw: unknown, effort: Effort): Problem[] {
  if (effort.events <= 0) return [UNEXPLAINED]
  effort.events--
  effort.members -= membersOf(raw)
  return effort.members < 0 ? [UNEXPLAINED] : problemsIn(raw, effort)
}

export interface ValidateOptions {
  /** As of `findUnstorable`. @default true */
  checkText?: boolean
  /** What is left of the effort for the batch. @default that of a new batch */
  effort?: Effort
}

export function validateEvent(
  raw: unknown,
  received: number,
  limits: Pick<Limits, 'nesting' | 'ahead'>,
  { checkText = true, effort = effortOfBatch() }: ValidateOptions = {},
): { stored: StoredEvent } | { rejected: Rejected } {
  const unstorable = findUnstorable(raw, limits.nesting, checkText)
  if (unstorable) {
    const { path, code } = unstorable
    const problem = eventProblem(path, code, unstorableMessage(code, limits.nesting))
    return { rejected: { id: idOf(raw), problems: [problem] } }
  }
  if (!isValid(raw)) return { rejected: { id: idOf(raw), problems: explain(raw, effort) } }

  // The event as it was sent, not as parsed: a newer browser may send members that this receiver does not know.
  const event = correctClock(raw, received, limits.ahead)
  return { stored: { event, at: Date.parse(event.time), received } }
}
