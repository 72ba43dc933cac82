/** One thing out of a batch: an event to store, or the problems it is refused for. */
import { type $ZodObject, $ZodObjectJIT, safeParse } from 'zod/v4/core'
import * as z from 'zod/mini'
import { type EventType, envelope, eventData, type GainloopEvent } from '../delivery/event'
import { nearest } from '../playbook/nearest'
import type { Problem } from '../check/problem'
import { clampTime } from './clamp'
import { eventProblem, problemsOf } from './event-problems'
import { flawIn, messageOf } from './flaws'
import type { Limits } from './limits'
import type { StoredEvent } from './store'

export interface Rejected {
  /** The event's id; null where it has none to tell it by. */
  id: string | null
  problems: Problem[]
}

/**
 * The same schemas as functions made for them, which a browser's policy would forbid: they say whether, and three times as fast.
 * Whatever they refuse the schemas themselves look at again, to say why. (`npm run bench`, ingest)
 */
const compiled = ({ _zod: { def } }: $ZodObject) => new $ZodObjectJIT(def)
const outside = compiled(z.extend(envelope, { data: z.unknown() }))
const inside = Object.fromEntries(
  Object.entries(eventData).map(([type, schema]) => [type, compiled(schema)]),
) as Record<EventType, $ZodObject>

const isType = (type: string): type is EventType => Object.hasOwn(eventData, type)

const fits = (raw: unknown): raw is GainloopEvent => {
  if (!safeParse(outside, raw).success) return false
  const { type, data } = raw as { type: string; data: unknown }
  return isType(type) && safeParse(inside[type], data).success
}

/** Empty when it is an event of ours. */
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

const UNTOLD = eventProblem([], 'invalid', 'no event of Gainloop; see what is wrong with the first of this batch')

const idOf = (raw: unknown): string | null =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null

export interface Look {
  /** As of `flawIn`. @default true */
  texts?: boolean
  /** Whether to say what is wrong, or only that something is. @default true */
  why?: boolean
}

export function examine(
  raw: unknown,
  received: number,
  limits: Pick<Limits, 'nesting' | 'ahead'>,
  { texts = true, why = true }: Look = {},
): { stored: StoredEvent } | { rejected: Rejected } {
  const flaw = flawIn(raw, limits.nesting, texts)
  const problems = flaw
    ? [eventProblem(flaw.path, flaw.code, messageOf(flaw.code, limits.nesting))]
    : fits(raw)
      ? []
      : why
        ? problemsIn(raw)
        : [UNTOLD]
  if (problems.length) return { rejected: { id: idOf(raw), problems } }

  // The event as it came, not as parsed: a newer browser may say more than this receiver knows.
  const event = clampTime(raw as GainloopEvent, received, limits.ahead)
  return { stored: { event, at: Date.parse(event.time), received } }
}
