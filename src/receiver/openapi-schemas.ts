/** Short forms for the JSON Schemas of the OpenAPI document, and the schema of the report. */

export type Json = Record<string, unknown>

/** A reference to one of the document's `components`. */
export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })

export const object = (properties: Json, required = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
})
export const list = (items: Json): Json => ({ type: 'array', items })
export const text: Json = { type: 'string' }
export const count: Json = { type: 'integer', minimum: 0 }
/** Members that are all counts. */
const counts = (...names: string[]): Json => Object.fromEntries(names.map((name) => [name, count]))

const interval = (estimate: Json, low: number): Json =>
  object({ estimate, low: { type: 'number', minimum: low }, high: { type: 'number', maximum: 1 } })
const arm = object({ users: count, reached: count })

export const reportSchemas: Record<string, Json> = {
  interval: {
    ...interval({ type: ['number', 'null'] }, 0),
    description:
      "Wilson's score interval of a share, 95%, wider where users have several moments; without answers the estimate is null and the interval 0 to 1",
  },
  report: object({
    from: { type: ['string', 'null'], format: 'date-time' },
    to: { type: ['string', 'null'], format: 'date-time' },
    actions: list(
      object({
        action: text,
        ...counts('completed', 'asked', 'answered', 'reached', 'partly', 'missed'),
        reachedShare: ref('interval'),
        unknown: { ...count, description: 'completed − answered' },
        obstacles: list(object({ id: text, count })),
      }),
    ),
    lessons: list(
      object({
        lesson: text,
        kind: { type: ['string', 'null'] },
        ...counts('shown', 'opened', 'completed', 'useful', 'notUseful', 'committed', 'did'),
        lift: object(
          {
            shown: arm,
            withheld: arm,
            difference: {
              oneOf: [{ type: 'null' }, interval({ type: 'number' }, -1)],
              description: "shown − withheld, Newcombe's hybrid score interval, 95%; null below 30 users in either arm",
            },
            verdict: {
              enum: ['helps', 'hinders', 'unclear'],
              description: 'corrected for the number of lessons compared; absent where the difference is null',
            },
          },
          ['shown', 'withheld', 'difference'],
        ),
      }),
    ),
  }),
}
