/** OpenAPI 3.1 of the receiver, its schemas made from those it validates with. */
import * as z from 'zod/mini'
import { type EventType, eventData } from '../delivery/event'
import { eventJsonSchema } from '../delivery/json-schema'
import { stateSchema } from '../delivery/state-schema'
import { FILTERS } from '../report/filter'
import type { Limits } from './limits'

type Json = Record<string, unknown>

const schemaName = (type: string): string => type.replace(/^gainloop\./, '')
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const json = (type: string, schema: Json): Json => ({ content: { [type]: { schema } } })
const answer = (description: string, schema: Json, headers?: Json): Json => ({
  description,
  ...json('application/json', schema),
  ...(headers && { headers }),
})
const problems = (...statuses: [status: number, when: string][]): Json =>
  Object.fromEntries(
    statuses.map(([status, description]) => [
      status,
      {
        description,
        ...json('application/problem+json', ref('problem')),
        ...((status === 429 || status === 503) && {
          headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } },
        }),
      },
    ]),
  )

const eventSchemas = (): Record<string, Json> =>
  Object.fromEntries((Object.keys(eventData) as EventType[]).map((type) => [schemaName(type), eventJsonSchema(type)]))

/** OpenAPI 3.1 names the dialect of its schemas once, for the whole document. */
const stateJsonSchema = (): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(stateSchema, { io: 'input' }) as Json
  return schema
}

const object = (properties: Json, required = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
})
const list = (items: Json): Json => ({ type: 'array', items })
const text: Json = { type: 'string' }
const count: Json = { type: 'integer', minimum: 0 }
const counts = (...names: string[]): Json => Object.fromEntries(names.map((name) => [name, count]))

const interval = (estimate: Json, low: number): Json =>
  object({ estimate, low: { type: 'number', minimum: low }, high: { type: 'number', maximum: 1 } })
const arm = object({ users: count, reached: count })

const reportSchemas: Record<string, Json> = {
  interval: {
    ...interval({ type: ['number', 'null'] }, 0),
    description:
      "Wilson's score interval of a share, 95%; without answers the estimate is null, the interval everything",
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
        lift: object({
          shown: arm,
          withheld: arm,
          difference: {
            oneOf: [{ type: 'null' }, interval({ type: 'number' }, -1)],
            description: "shown − withheld, Newcombe's hybrid score interval, 95%; null below 30 users an arm",
          },
        }),
      }),
    ),
  }),
}

const reportParameters = [
  ['from', 'Moments completed then or later: a day, in UTC, or a time with its offset'],
  ['to', 'Moments completed before this, itself excluded'],
  ['action', 'One action'],
  ['segment', 'One segment of users'],
  ['language', 'One language, as events say it'],
].map(([name, description]) => ({ name, in: 'query', description, schema: text }))

const page = json('text/html', text)
const reportForm: Json = {
  requestBody: {
    required: true,
    ...json('application/x-www-form-urlencoded', {
      ...object({ token: text, ...Object.fromEntries(FILTERS.map((name) => [name, text])) }, []),
      description: 'A token, and filters as in the query',
    }),
  },
}

/**
 * The whole document; `limits` are this receiver's own.
 * @param anonymous whether visitors without a token may post, under ids that begin with `anon-`
 */
export function openapi(limits: Limits, anonymous: boolean): Json {
  const events = eventSchemas()
  const unauthorized: [number, string] = [401, 'No token, a bad one, or one of another user']
  const tooMany: [number, string] = [429, 'Too many requests of this user or address']
  const late: [number, string] = [408, 'The body took too long to come in; send it again']
  const wrongType: [number, string] = [415, 'Another content type']
  const down: [number, string] = [503, 'The database does not answer']
  const report = (
    operationId: string,
    summary: string,
    content: Json,
    asked: Json = { parameters: reportParameters },
    more: [number, string][] = [],
  ): Json => ({
    ...{ operationId, summary, ...asked },
    responses: {
      200: { description: 'Over all users, so with a service token only (claim scope "server")', ...content },
      ...problems(
        [400, 'A filter that can not be meant'],
        [401, 'No token, or a bad one'],
        [403, 'Not a service token, or no secret and another origin'],
        ...more,
        tooMany,
        down,
      ),
    },
  })
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gainloop receiver',
      version: '1',
      description:
        'Takes ratings and lesson activity as CloudEvents, each stored once, none acknowledged before it is durably stored.',
    },
    security: [{ token: [] }, ...(anonymous ? [{}] : [])],
    paths: {
      '/': {
        post: {
          operationId: 'postEvents',
          summary: 'Store events',
          description: `At most ${limits.events} events and ${limits.bytes} bytes. An event already stored counts as a duplicate and is acknowledged.`,
          requestBody: {
            required: true,
            content: {
              'application/cloudevents-batch+json': { schema: list(ref('event')) },
              'application/cloudevents+json': { schema: ref('event') },
            },
          },
          responses: {
            202: answer('Durably stored, but for those under `rejected`', ref('receipt')),
            ...problems(
              [400, 'Not JSON, or not a batch'],
              unauthorized,
              late,
              [413, 'The body is too large, or has too many events'],
              wrongType,
              tooMany,
              down,
            ),
          },
        },
        get: {
          operationId: 'getState',
          summary: "A user's state, for another device",
          parameters: [
            { name: 'subject', in: 'query', required: true, schema: text },
            {
              ...{ name: 'now', in: 'query', schema: { type: 'integer' } },
              description: 'The clock of whoever asks, in ms since 1970: all times are told in its time',
            },
          ],
          responses: {
            200: answer("Records in the shapes of the browser's book, times in ms since 1970", ref('state')),
            ...problems(
              [400, 'No subject'],
              unauthorized,
              [403, 'An anonymous user, or no secret and another origin'],
              tooMany,
              down,
            ),
          },
        },
      },
      '/report': {
        get: report('getReportPage', 'The same as a page; errors are pages too, for whoever accepts text/html', page),
        post: report('openReportPage', 'The page, with the token in a form instead of the header', page, reportForm, [
          late,
          [413, 'The form is larger than 64 KiB'],
          wrongType,
        ]),
      },
      '/report.json': { get: report('getReport', 'The success-gap report', json('application/json', ref('report'))) },
      '/report.csv': { get: report('getReportCsv', 'The same as a table', json('text/csv', text)) },
      '/health': {
        get: {
          operationId: 'getHealth',
          security: [],
          responses: { 200: answer('Ready', object({ status: { const: 'ok' } })), ...problems(down) },
        },
      },
      '/openapi.json': {
        get: {
          operationId: 'getOpenapi',
          security: [],
          responses: { 200: answer('This document', { type: 'object' }) },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        ...events,
        event: { oneOf: Object.keys(events).map(ref) },
        eventProblem: object(
          {
            path: { ...text, description: 'JSON Pointer into the event' },
            code: text,
            severity: text,
            message: text,
            hint: text,
          },
          ['path', 'code', 'severity', 'message'],
        ),
        ...reportSchemas,
        receipt: object({
          accepted: count,
          duplicates: count,
          rejected: list(object({ id: { type: ['string', 'null'] }, problems: list(ref('eventProblem')) })),
        }),
        state: stateJsonSchema(),
        problem: object({ type: text, title: text, status: { type: 'integer' }, code: text, detail: text }),
      },
    },
  }
}
