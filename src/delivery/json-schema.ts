/** The published JSON Schema of what the endpoint receives: a CloudEvents batch. */
import * as z from 'zod/mini'
import { type EventType, envelope, eventData, eventDocs } from './event'

type Json = Record<string, unknown>

/** The JSON Schema of one type of event, without its dialect: for a document that names it once. */
export const eventJsonSchema = (type: EventType): Json => {
  const event = z.extend(envelope, { type: z.literal(type), data: eventData[type] })
  eventDocs.add(event.shape.type, { description: 'What happened.', examples: [type] })
  eventDocs.add(event.shape.data, { description: `The data of ${type}.`, examples: [] })
  const { $schema: _, ...schema } = z.toJSONSchema(event, { io: 'input', metadata: eventDocs }) as Json
  return schema
}

/** JSON Schema 2020-12, made from the wire schema: an array of events, told apart by their type. */
export const eventsJsonSchema = (): Json => {
  const types = Object.keys(eventData) as EventType[]
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Gainloop events',
    description: 'The body of POST: a batch of CloudEvents 1.0, as application/cloudevents-batch+json.',
    type: 'array',
    items: { oneOf: types.map((type) => ({ $ref: `#/$defs/${type}` })) },
    $defs: Object.fromEntries(types.map((type) => [type, { title: type, ...eventJsonSchema(type) }])),
  }
}
