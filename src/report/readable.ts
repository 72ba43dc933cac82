/** Whether a stored event is what the schema of its type says. Rows may be damaged, and one must not spoil a whole report. */
import { type $ZodObject, $ZodObjectJIT, safeParse } from 'zod/v4/core'
import { type EventType, eventData } from '../delivery/event'

/** Compiled to functions, for a report reads every event. */
const compiled = new Map<EventType, $ZodObject>()

function schemaOf(type: EventType): $ZodObject {
  const known = compiled.get(type) ?? new $ZodObjectJIT(eventData[type]._zod.def)
  compiled.set(type, known)
  return known
}

export const isReadable = (type: EventType, data: unknown): boolean => safeParse(schemaOf(type), data).success
