/** Decides whether one element of a batch is stored, or rejected and why. */
import { type $ZodObject, $ZodObjectJIT, safeParse } from 'zod/v4/core'
import * as z from 'zod/mini'
import { type EventType, envelope, eventData, type GainloopEvent } from '../delivery/event'
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

const isValid = (raw: unknown): raw is GainloopEvent => {
  if (!safeParse(compiledEnvelope, raw).success) return false
  const { type, data } = raw as { type: string; data: unknown }
  return isType(type) && safeParse(compiledData[type], data).success
}

/** What is wrong with it; empty for a valid event. */
function problemsIn(raw: unknown): Problem[] {
  const problems = problemsOf(envelope, raw)
  if (problems.length) return problems
  const { type, data } = raw as { type: string; data: unknown }
  if (isType(type)) return problemsOf(eventData[type], data, ['data'])
  const known = nearest(type, Object.keys(eventData))
  return [
    eventProblem(
      ['type'],
      'unknown-type',
      `expected an event type of Gainloop, got ${JSON.stringify(type)}`,
      known && `Did you mean "${known}"?`,
    ),
  ]
}

const UNEXPLAINED = eventProblem([], 'invalid', 'not a valid event; only the first ones of a batch are explained')

const idOf = (raw: unknown): string | null =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null

export interface ValidateOptions {
  /** As of `findUnstorable`. @default true */
  checkText?: boolean
  /** Whether to say what is wrong rather than only that something is. @default true */
  explain?: boolean
}

export function validateEvent(
  raw: unknown,
  received: number,
  limits: Pick<Limits, 'nesting' | 'ahead'>,
  { checkText = true, explain = true }: ValidateOptions = {},
): { stored: StoredEvent } | { rejected: Rejected } {
  const unstorable = findUnstorable(raw, limits.nesting, checkText)
  const problems = unstorable
    ? [eventProblem(unstorable.path, unstorable.code, unstorableMessage(unstorable.code, limits.nesting))]
    : isValid(raw)
      ? []
      : explain
        ? problemsIn(raw)
        : [UNEXPLAINED]
  if (problems.length) return { rejected: { id: idOf(raw), problems } }

  // The event as it was sent, not as parsed: a newer browser may send members that this receiver does not know.
  const event = correctClock(raw as GainloopEvent, received, limits.ahead)
  return { stored: { event, at: Date.parse(event.time), received } }
}
