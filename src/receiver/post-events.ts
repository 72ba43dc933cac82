/** `POST /`: events in, a receipt out. */
import { bearerOf, refusePost, type Verify } from './authorize'
import { eventsIn, refuseType } from './batch'
import { readBody } from './body'
import { examine, type Rejected } from './examine'
import { mayBeUnstorable } from './flaws'
import { callHandlers, type Handlers } from './handlers'
import type { Limits } from './limits'
import { type Log, type LogLine, nameOf } from './log'
import { problem, tooMany, unavailable } from './problem'
import type { Store, StoredEvent } from './store'
import type { Webhooks } from './webhooks/start'

export interface PostContext {
  store: Store
  verify: Verify | undefined
  anonymous: boolean
  limits: Limits
  /** Seconds this subject has to wait; 0 for none. */
  waitOf(subject: string): number
  on: Handlers | undefined
  webhooks: Webhooks | undefined
  log: Log
  now(): number
}

/** The answer, and what the log may say of it. */
export interface Answered {
  response: Response
  note?: Partial<LogLine>
}

/** All checks of the request come before the first event is looked at; all events before the first is stored. */
export async function postEvents(request: Request, context: PostContext): Promise<Answered> {
  const { store, limits, log } = context
  const wrongType = refuseType(request.headers)
  if (wrongType) return { response: wrongType }
  const bearer = await bearerOf(request.headers, context.verify)
  if (bearer instanceof Response) return { response: bearer }
  const body = await readBody(request, limits)
  if (!body.ok) return body
  const batch = eventsIn(request.headers, body.text)
  if ('response' in batch) return batch
  if (batch.events.length > limits.events) {
    return {
      response: problem(413, 'too-many-events', `The batch has more than ${limits.events} events; send fewer at once`),
    }
  }

  const subjects = subjectsOf(batch.events)
  const refused = refusePost(bearer, subjects, context.anonymous)
  if (refused) return { response: refused }
  if (!(bearer.kind === 'token' && bearer.server)) {
    const wait = Math.max(0, ...[...subjects].map(context.waitOf))
    if (wait) return { response: tooMany(wait) }
  }

  const { storable, rejected } = sort(batch.events, context.now(), limits, mayBeUnstorable(body.text))
  try {
    const { accepted, duplicates } = await store.append(storable, context.webhooks?.addressees)
    callHandlers(context.on, accepted, log)
    if (accepted.length) context.webhooks?.look()
    const counts = { accepted: accepted.length, duplicates: duplicates.length }
    return {
      response: Response.json({ ...counts, rejected }, { status: 202 }),
      note: { ...counts, ...(rejected.length && { rejected: byCode(rejected) }) },
    }
  } catch (error) {
    log({ level: 'error', event: 'store-failed', error: nameOf(error) })
    return { response: unavailable() }
  }
}

function subjectsOf(events: readonly unknown[]): Set<string> {
  const subjects = new Set<string>()
  for (const event of events) {
    if (typeof event === 'object' && event !== null && 'subject' in event && typeof event.subject === 'string')
      subjects.add(event.subject)
  }
  return subjects
}

/** So many refused events of a batch are told what is wrong with them: saying why takes a hundred times as long as seeing that. */
const TOLD = 100

function sort(events: readonly unknown[], received: number, limits: Limits, texts: boolean) {
  const storable: StoredEvent[] = []
  const rejected: Rejected[] = []
  for (const raw of events) {
    const result = examine(raw, received, limits, { texts, why: rejected.length < TOLD })
    if ('stored' in result) storable.push(result.stored)
    else rejected.push(result.rejected)
  }
  return { storable, rejected }
}

function byCode(rejected: readonly Rejected[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { problems } of rejected) {
    const code = problems[0]?.code ?? 'invalid'
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}
