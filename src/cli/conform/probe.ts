/** The browser that a conformance check acts as: its user, what it posts, and how. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { composeEvent } from '../../delivery/compose'
import type { GainloopEvent } from '../../delivery/event'
import { type EndpointRequest, type EndpointResponse, sendRequest } from './request'

/** When browsers give a request up, in ms. */
const BROWSER_TIMEOUT = 20_000
/** The longest `Retry-After` that is waited for, in seconds. */
const LONGEST_RETRY_AFTER = 30

export interface Settings {
  url: URL
  /** The origin of the page it acts as. */
  origin?: string | undefined
  token?: string | undefined
  /** How long it waits for a response to a body that stops, in ms. */
  patience: number
}

export interface Probe extends Settings {
  /** The subject of everything it posts. */
  subject: string
  /** A new event. */
  event(): GainloopEvent<'gainloop.action.completed'>
  /** The headers of every batch. */
  headers: Record<string, string>
  /** Posts a batch, or text in place of one. */
  post(body: readonly object[] | EndpointRequest['body'], headers?: Record<string, string>): Promise<EndpointResponse>
  /** Reads the state of a subject. */
  get(subject: string, headers?: Record<string, string>): Promise<EndpointResponse>
  send(request: Omit<EndpointRequest, 'patience'>, patience?: number): Promise<EndpointResponse>
}

export const ACTION = 'gainloop.conform'

export function createProbe(settings: Settings): Probe {
  const { url, origin, token } = settings
  const subject = (token && subjectOf(token)) || `anon-conform-${randomUUID()}`
  const who = { ...(origin && { origin }), ...(token && { authorization: `Bearer ${token}` }) }
  const headers = { 'content-type': 'application/cloudevents-batch+json', ...who }
  const probe: Probe = {
    ...settings,
    ...{ subject, headers },
    event() {
      const [moment, now] = [randomUUID(), Date.now()]
      return composeEvent(
        'gainloop.action.completed',
        { moment, action: ACTION, at: new Date(now).toISOString(), language: 'en', segments: [] },
        { playbook: 'conform', subject, id: randomUUID(), now },
      )
    },
    post: (body, change) =>
      probe.send({
        method: 'POST',
        headers: { ...headers, ...change },
        body: Array.isArray(body) ? JSON.stringify(body) : (body as NonNullable<EndpointRequest['body']>),
      }),
    get: (of, change) => {
      const address = new URL(url)
      address.searchParams.set('subject', of)
      return sendWithRetry(address, { method: 'GET', headers: { ...who, ...change }, patience: BROWSER_TIMEOUT })
    },
    send: (request, patience = BROWSER_TIMEOUT) => sendWithRetry(url, { ...request, patience }),
  }
  return probe
}

/** Obeys `Retry-After` as browsers do, because an endpoint may limit its requests. */
async function sendWithRetry(url: URL, request: EndpointRequest, tries = 3): Promise<EndpointResponse> {
  const response = await sendRequest(url, request)
  const seconds = Number(response.headers['retry-after'])
  if ((response.status !== 429 && response.status !== 503) || !(seconds <= LONGEST_RETRY_AFTER) || !tries)
    return response
  await wait(seconds * 1000)
  return sendWithRetry(url, request, tries - 1)
}

/** The subject of a JWT; undefined if it has none or is not a JWT. */
function subjectOf(token: string): string | undefined {
  try {
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return typeof sub === 'string' ? sub : undefined
  } catch {
    return undefined
  }
}
