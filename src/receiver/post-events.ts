/** `POST /`: stores a batch of events. */
import { authenticate, refusePost, type Verify } from './authorize'
import { parseBatch, refuseContentType } from './batch'
import { readBody } from './body'
import { callHandlers, type Handlers } from './handlers'
import type { Limits } from './limits'
import { errorName, type Log, type LogLine } from './log'
import { problemResponse, tooManyRequests, unavailable } from './problem-response'
import type { Store, StoredEvent } from './store'
import { mayHoldUnstorableText } from './unstorable'
import { type Rejected, validateEvent } from './validate-event'
import type { Webhooks } from './webhooks/start'

export interface PostContext {
  store: Store
  verify: Verify | undefined
  anonymous: boolean
  limits: Limits
  /** Counts a request of this subject; returns how many seconds it has to wait, 0 if none. */
  waitOf(subject: string): number
  on: Handlers | undefined
  webhooks: Webhooks | undefined
  log: Log
  now(): number
}

/** The response, and what the log says about it. */
export interface PostResult {
  response: Response
  note?: Partial<LogLine>
}

/** Checks the whole request before it validates the first event, and validates all events before it stores the first. */
export async function postEvents(request: Request, context: PostContext): Promise<PostResult> {
  const { store, limits, log } = context
  const wrongType = refuseContentType(request.headers)
  if (wrongType) return { response: wrongType }
  const caller = await authenticate(request.headers, context.verify)
  if (caller instanceof Response) return { response: caller }
  const body = await readBody(request, limits)
  if (!body.ok) return body
  const batch = parseBatch(request.headers, body.text)
  if ('response' in batch) return batch
  if (batch.events.length > limits.events) {
    return {
      response: problemResponse(
        413,
        'too-many-events',
        `The batch has more than ${limits.events} events; send fewer at once`,
      ),
    }
  }

  const subjects = subjectsOf(batch.events)
  const refused = refusePost(caller, subjects, context.anonymous)
  if (refused) return { response: refused }
  if (!(caller.kind === 'token' && caller.server)) {
    const wait = Math.max(0, ...[...subjects].map(context.waitOf))
    if (wait) return { response: tooManyRequests(wait) }
  }

  const { storable, rejected } = validateAll(batch.events, context.now(), limits, mayHoldUnstorableText(body.text))
  try {
    const { accepted, duplicates } = await store.append(storable, context.webhooks?.addressees)
    callHandlers(context.on, accepted, log)
    if (accepted.length) context.webhooks?.check()
    const counts = { accepted: accepted.length, duplicates: duplicates.length }
    return {
      response: Response.json({ ...counts, rejected }, { status: 202 }),
      note: { ...counts, ...(rejected.length && { rejected: countByCode(rejected) }) },
    }
  } catch (error) {
    log({ level: 'error', event: 'store-failed', error: errorName(error) })
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

/** How many rejected events of a batch are explained: explaining one takes a hundred times as long as rejecting it. */
const EXPLAINED = 100

function validateAll(events: readonly unknown[], received: number, limits: Limits, checkText: boolean) {
  const storable: StoredEvent[] = []
  const rejected: Rejected[] = []
  for (const raw of events) {
    const result = validateEvent(raw, received, limits, { checkText, explain: rejected.length < EXPLAINED })
    if ('stored' in result) storable.push(result.stored)
    else rejected.push(result.rejected)
  }
  return { storable, rejected }
}

function countByCode(rejected: readonly Rejected[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { problems } of rejected) {
    const code = problems[0]?.code ?? 'invalid'
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}
