/** The OpenAPI 3.1 document of the receiver. Its event schemas are made from those it validates with. */
import * as z from 'zod/mini'
import { type EventType, eventData } from '../delivery/event'
import { eventJsonSchema } from '../delivery/json-schema'
import { stateSchema } from '../delivery/state-schema'
import { FILTERS } from '../report/filter'
import type { Limits } from './limits'
import { count, type Json, list, object, ref, reportSchemas, text } from './openapi-schemas'

const schemaName = (type: string): string => type.slice('gainloop.'.length)
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

const reportParameters = [
  ['from', 'Moments completed at this time or later: a day (UTC), or a time with an offset'],
  ['to', 'Moments completed before this time'],
  ['action', 'One action'],
  ['segment', 'One segment of users'],
  ['language', 'One language, as the events name it'],
].map(([name, description]) => ({ name, in: 'query', description, schema: text }))

const page = json('text/html', text)
const reportForm: Json = {
  requestBody: {
    required: true,
    ...json('application/x-www-form-urlencoded', {
      ...object({ token: text, ...Object.fromEntries(FILTERS.map((name) => [name, text])) }, []),
      description: 'A service token, and the filters of the query',
    }),
  },
}

/**
 * @param limits this receiver's limits
 * @param anonymous whether visitors without a token may post events, under ids that begin with `anon-`
 */
export function openapi(limits: Limits, anonymous: boolean): Json {
  const events = eventSchemas()
  const unauthorized: [number, string] = [401, 'No token, an invalid one, or one of another user']
  const tooMany: [number, string] = [429, 'Too many requests of this user or address']
  const late: [number, string] = [408, 'The body took too long to arrive; send it again']
  const wrongType: [number, string] = [415, 'Another content type than expected']
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
      200: {
        description: 'The report covers all users, so it needs a service token (claim scope "server")',
        ...content,
      },
      ...problems(
        [400, 'A malformed filter'],
        [401, 'No token, or an invalid one'],
        [403, 'Not a service token; or a page of another origin, where the receiver has no secret'],
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
        'Takes ratings and lesson activity as CloudEvents. Each event is stored once, and acknowledged only after it is durably stored.',
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
            202: answer('All events are durably stored, except those under `rejected`', ref('receipt')),
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
          summary: "A user's state, for another of their devices",
          parameters: [
            { name: 'subject', in: 'query', required: true, schema: text },
            {
              ...{ name: 'now', in: 'query', schema: { type: 'integer' } },
              description: 'The clock of the requesting device, in ms since 1970: all times are returned in that clock',
            },
          ],
          responses: {
            200: answer("Records in the shapes of the browser's book, times in ms since 1970", ref('state')),
            ...problems(
              [400, 'No subject'],
              unauthorized,
              [403, 'An anonymous user; or a page of another origin, where the receiver has no secret'],
              tooMany,
              down,
            ),
          },
        },
      },
      '/report': {
        get: report(
          'getReportPage',
          'The report as a page. Clients that accept text/html get errors as pages too',
          page,
        ),
        post: report('openReportPage', 'The page, with the token in a form instead of a header', page, reportForm, [
          late,
          [413, 'The form is larger than 64 KiB'],
          wrongType,
        ]),
      },
      '/report.json': { get: report('getReport', 'The success-gap report', json('application/json', ref('report'))) },
      '/report.csv': { get: report('getReportCsv', 'The report as a CSV table', json('text/csv', text)) },
      '/ask': {
        get: {
          operationId: 'getAsk',
          summary: 'One ask as a page of its own',
          description:
            'Where the receiver is given `ask`. `askLink` signs the address. Opening it stores nothing: the rating is taken by a click on the page, once; after that the page shows the lesson.',
          security: [],
          parameters: [{ name: 'link', in: 'query', required: true, schema: text }],
          responses: {
            200: { description: 'The page with the question, or with the lesson once it was answered', ...page },
            400: {
              description: 'A page that says that the link is incomplete: cut off, or not signed by you',
              ...page,
            },
            404: {
              description: 'A page that says so of a link for another playbook, or for an unknown action',
              ...page,
            },
            410: {
              description: 'A page that says so of a link that has expired, and of a moment that was cancelled',
              ...page,
            },
            ...problems(tooMany, down),
          },
        },
      },
      '/ask.json': {
        post: {
          operationId: 'postAsk',
          summary: 'What was answered on that page',
          description:
            'The token is the link’s own. It takes events about that one ask; the first rating of its moment counts, and others are duplicates.',
          requestBody: {
            required: true,
            content: { 'application/cloudevents-batch+json': { schema: list(ref('event')) } },
          },
          responses: {
            202: answer('Durably stored. `used`: another rating was first', {
              allOf: [ref('receipt'), object({ used: { type: 'boolean' } }, [])],
            }),
            ...problems(
              [400, 'Not JSON, or not a batch'],
              [401, 'No link, one that has expired for more than an hour, or one for another playbook'],
              late,
              [413, 'The body is too large, or has too many events'],
              wrongType,
              tooMany,
              down,
            ),
          },
        },
      },
      '/ask.js': {
        get: {
          operationId: 'getAskScript',
          summary: 'The script of that page',
          security: [],
          responses: {
            200: { description: 'As the package has it', ...json('text/javascript', text) },
            ...problems(tooMany),
          },
        },
      },
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
        receipt: object(
          {
            accepted: count,
            duplicates: count,
            rejected: list(ref('toldOfEvent')),
            warnings: {
              ...list(ref('toldOfEvent')),
              description: 'Stored, but not as they came: an account that the token does not vouch for was left out',
            },
          },
          ['accepted', 'duplicates', 'rejected'],
        ),
        toldOfEvent: object({ id: { type: ['string', 'null'] }, problems: list(ref('eventProblem')) }),
        state: stateJsonSchema(),
        problem: object({ type: text, title: text, status: { type: 'integer' }, code: text, detail: text }),
      },
    },
  }
}
