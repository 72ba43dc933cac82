/** The published JSON Schema of what the endpoint receives: a CloudEvents batch. */
import * as z from 'zod/mini'
import { type EventType, envelope, eventData } from './event'

type Json = Record<string, unknown>

/** JSON Schema 2020-12, made from the wire schema: an array of events, told apart by their type. */
export const eventsJsonSchema = (): Json => {
  const events = (Object.keys(eventData) as EventType[]).map((type) => {
    const event = z.extend(envelope, { type: z.literal(type), data: eventData[type] })
    const { $schema: _, ...schema } = z.toJSONSchema(event, { io: 'input' }) as Json
    return [type, { title: type, ...schema }] as const
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Gainloop events',
    description: 'The body of POST: a batch of CloudEvents 1.0, as application/cloudevents-batch+json.',
    type: 'array',
    items: { oneOf: events.map(([type]) => ({ $ref: `#/$defs/${type}` })) },
    $defs: Object.fromEntries(events),
  }
}
