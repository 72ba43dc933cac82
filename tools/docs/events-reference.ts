/** The events reference, made from the published JSON Schema of a batch. */
import { type Field, fieldsOf, type JsonSchema, json, typeOf } from './json-schema'
import { code, table } from './markdown'

const HEAD = ['Field', 'Type', 'Meaning', 'Example']

const row = ({ path, schema, required }: Field): string[] => [
  code(required ? path : `${path}?`),
  typeOf(schema),
  schema.description ?? '',
  (schema.examples ?? []).slice(0, 2).map(json).join(' or '),
]

const dataOf = (event: JsonSchema): Field[] => fieldsOf(event.properties?.data ?? {})

/** Types whose data has the same fields are described together, whatever the data itself is called. */
function grouped(events: readonly [string, JsonSchema][]): [types: string[], event: JsonSchema][] {
  const groups = new Map<string, [string[], JsonSchema]>()
  for (const [type, event] of events) {
    const { description: _, ...fields } = event.properties?.data ?? {}
    const key = JSON.stringify(fields)
    const group = groups.get(key)
    if (group) group[0].push(type)
    else groups.set(key, [[type], event])
  }
  return [...groups.values()]
}

/** The envelope, what every event's data holds, then a section for each type. */
export function eventsReference(schema: JsonSchema): string {
  const events = Object.entries(schema.$defs ?? {}).filter(([, event]) => event.properties?.data)
  const [[, first] = ['', {} as JsonSchema]] = events
  const envelope = fieldsOf({
    ...first,
    properties: { ...first.properties, type: { type: 'string' }, data: { type: 'object' } },
  })
  const everywhere = dataOf(first).filter(({ path }) =>
    events.every(([, event]) => dataOf(event).some((field) => field.path === path && field.required)),
  )
  const always = new Set(everywhere.map(({ path }) => path))
  const sections = grouped(events).flatMap(([types, event]) => [
    `### ${types.map((type) => code(type)).join(', ')}`,
    event.description ?? '',
    table(
      HEAD,
      dataOf(event)
        .filter(({ path }) => !always.has(path))
        .map(row),
    ),
  ])
  return [
    '### Envelope',
    table(HEAD, envelope.map(row)),
    '### Data of every event',
    table(HEAD, everywhere.map(row)),
    ...sections,
  ]
    .filter(Boolean)
    .join('\n\n')
}
