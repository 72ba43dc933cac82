/** `POST /`: stores a batch of events. */
import { type Appended, appendStorable } from './append-storable'
import { authenticate, type Caller, refusePost, type Verify } from './authorize'
import { parseBatch, refuseContentType } from './batch'
import { readBody } from './body'
import type { BodyBudget } from './body-budget'
import { countBy, subjectIn } from './costs'
import { eventProblem } from './event-problems'
import type { TakeTurn } from './fair-turns'
import { callHandlers, type Handlers } from './handlers'
import type { Health } from './health'
import { holdToAccount } from './hold-to-account'
import type { Limits } from './limits'
import type { Log, LogLine } from './log'
import { problemResponse, tooManyRequests, unavailable } from './problem-response'
import type { Spending } from './spending'
import type { Store, StoredEvent } from './store'
import { storeFailure } from './store-failure'
import { mayHoldUnstorableText } from './unstorable'
import { effortOfBatch, type Rejected, validateEvent } from './validate-event'
import type { Webhooks } from './webhooks/start'
import { yieldToOthers } from './yield-to-others'

export interface PostContext {
  store: Store
  verify: Verify | undefined
  anonymous: boolean
  limits: Limits
  spending: Spending
  health: Health
  bodies: BodyBudget
  takeTurn: TakeTurn
  on: Handlers | undefined
  webhooks: Webhooks | undefined
  /** Stores what is valid, and says what of it is not the sender's to post. @default all of it is stored */
  append?: ((events: readonly StoredEvent[]) => Promise<Appended & { outside: Rejected[] }>) | undefined
  log: Log
  now(): number
}

/** The response, and what the log says about it. */
export interface PostResult {
  response: Response
  note?: Partial<LogLine>
}

/**
 * Checks the whole request before it validates the first event, and validates all events before it stores the first.
 * @param address where it comes from, if known
 */
export async function postEvents(
  request: Request,
  context: PostContext,
  address: string | undefined,
): Promise<PostResult> {
  const wrongType = refuseContentType(request.headers)
  if (wrongType) return { response: wrongType }
  const caller = await authenticate(request.headers, context.verify)
  if (caller instanceof Response) return { response: caller }
  const share = context.bodies.begin(address)
  try {
    const body = await readBody(request, context.limits, share)
    return body.ok ? await takeBody(request.headers, body.text, { caller, address }, context) : body
  } finally {
    share.end()
  }
}

interface Sender {
  caller: Caller
  address: string | undefined
}

async function takeBody(headers: Headers, text: string, sender: Sender, context: PostContext): Promise<PostResult> {
  const { limits, spending } = context
  const batch = parseBatch(headers, text)
  if ('response' in batch) return batch
  const { events } = batch
  if (events.length > limits.events) {
    const detail = `The batch has more than ${limits.events} events; send fewer at once`
    return { response: problemResponse(413, 'too-many-events', detail) }
  }
  const subjects = countBy(events, subjectIn)
  const refused = refusePost(sender.caller, subjects.keys(), context.anonymous)
  if (refused) return { response: refused }
  const isServer = sender.caller.kind === 'token' && sender.caller.server
  const wait = isServer ? 0 : spending.takeBatch({ events, bytes: text.length, subjects, address: sender.address })
  if (wait) return { response: tooManyRequests(wait) }

  const endTurn = await context.takeTurn([...subjects.keys()][0] ?? '', events.length)
  try {
    await yieldToOthers()
    const { storable: valid, rejected } = validateAll(events, context.now(), limits, mayHoldUnstorableText(text))
    const from = senderOf(sender.caller)
    const { storable, warnings } = holdToAccount(valid, sender.caller)
    const sent = from ? storable.map((each) => ({ ...each, from })) : storable
    return await store(sent, { rejected, warnings }, context)
  } finally {
    endTurn()
  }
}

async function store(
  storable: readonly StoredEvent[],
  told: { rejected: readonly Rejected[]; warnings: readonly Rejected[] },
  { store, append, on, webhooks, health, log }: PostContext,
): Promise<PostResult> {
  try {
    const {
      accepted,
      duplicates,
      refused,
      outside = [],
    }: Appended & { outside?: Rejected[] } = await (append?.(storable) ??
      appendStorable(store, storable, webhooks?.addressees))
    const rejected = [...told.rejected, ...outside, ...refused.map(refusedByDatabase)]
    if (accepted.length) health.heard()
    callHandlers(on, accepted, log)
    if (accepted.length) webhooks?.check()
    const counts = { accepted: accepted.length, duplicates: duplicates.length }
    return {
      response: Response.json(
        { ...counts, rejected, ...(told.warnings.length && { warnings: told.warnings }) },
        { status: 202 },
      ),
      note: { ...counts, ...(rejected.length && { rejected: countByCode(rejected) }) },
    }
  } catch (error) {
    health.heard(error)
    log(storeFailure(error))
    return { response: unavailable() }
  }
}

/** Who events come from, as far as a token tells. */
const senderOf = (caller: Caller): StoredEvent['from'] => {
  if (caller.kind === 'open') return undefined
  return caller.kind === 'token' && caller.server ? 'server' : 'browser'
}

function validateAll(events: readonly unknown[], received: number, limits: Limits, checkText: boolean) {
  const storable: StoredEvent[] = []
  const rejected: Rejected[] = []
  const effort = effortOfBatch()
  for (const raw of events) {
    const result = validateEvent(raw, received, limits, { checkText, effort })
    if ('stored' in result) storable.push(result.stored)
    else rejected.push(result.rejected)
  }
  return { storable, rejected }
}

const refusedByDatabase = ({ event }: StoredEvent): Rejected => ({
  id: event.id,
  problems: [eventProblem([], 'unstorable', 'the database does not take a text or a number in it')],
})

function countByCode(rejected: readonly Rejected[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { problems } of rejected) {
    const code = problems[0]?.code ?? 'invalid'
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}
