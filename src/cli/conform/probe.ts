/** The visitor a conformance check plays: who they are, what they post, and how a browser would post it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { composeEvent } from '../../delivery/compose'
import type { GainloopEvent } from '../../delivery/event'
import { type Answer, ask, type Question } from './ask'

/** Milliseconds after which a browser gives a request up. */
const BROWSER = 20_000
/** Seconds that a `Retry-After` is obeyed for. */
const LONGEST = 30

export interface Settings {
  url: URL
  /** Whose page it plays. */
  origin?: string | undefined
  token?: string | undefined
  /** Milliseconds it waits for an answer to a body that stops. */
  patience: number
}

export interface Probe extends Settings {
  /** Under which everything is posted. */
  subject: string
  /** An event nobody has seen yet. */
  event(): GainloopEvent<'gainloop.action.completed'>
  /** What is sent with every batch. */
  headers: Record<string, string>
  /** Posts a batch, or any text as one. */
  post(body: readonly object[] | Question['body'], change?: Record<string, string>): Promise<Answer>
  get(subject: string, change?: Record<string, string>): Promise<Answer>
  ask(question: Omit<Question, 'patience'>, patience?: number): Promise<Answer>
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
      probe.ask({
        method: 'POST',
        headers: { ...headers, ...change },
        body: Array.isArray(body) ? JSON.stringify(body) : (body as NonNullable<Question['body']>),
      }),
    get: (of, change) => {
      const address = new URL(url)
      address.searchParams.set('subject', of)
      return patient(address, { method: 'GET', headers: { ...who, ...change }, patience: BROWSER })
    },
    ask: (question, patience = BROWSER) => patient(url, { ...question, patience }),
  }
  return probe
}

/** Obeys `Retry-After`, as a browser does: an endpoint may limit how often it is asked. */
async function patient(url: URL, question: Question, tries = 3): Promise<Answer> {
  const answer = await ask(url, question)
  const seconds = Number(answer.headers['retry-after'])
  if ((answer.status !== 429 && answer.status !== 503) || !(seconds <= LONGEST) || !tries) return answer
  await wait(seconds * 1000)
  return patient(url, question, tries - 1)
}

/** Whom a JWT is of; undefined where it does not say, or is none. */
function subjectOf(token: string): string | undefined {
  try {
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return typeof sub === 'string' ? sub : undefined
  } catch {
    return undefined
  }
}
