/** `GET /?subject=…`: a user's state, for the browser on another of their devices. */
import { askedIn } from './asked-in'
import { accountOf, authenticate, refuseState, type Verify } from './authorize'
import { SKEW_TOLERANCE } from './clock-skew'
import type { TakeTurn } from './fair-turns'
import type { Log } from './log'
import { isCrossOrigin } from './origins'
import { problemResponse, tooManyRequests, unavailable } from './problem-response'
import type { Spending } from './spending'
import { readState } from './state'
import { isAnonymous, type Store } from './store'
import { storeFailure } from './store-failure'
import { findUnstorable } from './unstorable'

export interface StateContext {
  store: Store
  verify: Verify | undefined
  spending: Spending
  takeTurn: TakeTurn
  log: Log
  now(): number
}

/** Reading a state counts as much as storing so many events, when it is decided whose turn it is. */
const COST_OF_TURN = 500

/** How far the clock of the requesting device is behind the receiver's, in ms; 0 if it is right or unknown. */
function skewOf(deviceTime: string | null, now: number): number {
  const skew = deviceTime ? now - Number(deviceTime) : 0
  return Math.abs(skew) > SKEW_TOLERANCE ? skew : 0
}

export async function getState(request: Request, context: StateContext): Promise<Response> {
  const query = new URL(request.url).searchParams
  const subject = query.get('subject')
  if (!subject || findUnstorable(subject, 0)) {
    return problemResponse(
      400,
      'no-subject',
      'This is a Gainloop endpoint: browsers POST events here, GET needs ?subject=…, and /openapi.json describes the rest',
    )
  }
  if (isAnonymous(subject)) return problemResponse(403, 'anonymous', 'The state of anonymous users is not served')
  const caller = await authenticate(request.headers, context.verify)
  if (caller instanceof Response) return caller
  const refused = refuseState(caller, subject, isCrossOrigin(request))
  if (refused) return refused
  const wait = context.spending.takeRequest(subject)
  if (wait) return tooManyRequests(wait)
  const endTurn = await context.takeTurn(subject, COST_OF_TURN)
  try {
    const now = context.now()
    const skew = skewOf(query.get('now'), now)
    const { state, events } = await readState(context.store, subject, now, skew)
    const account = accountOf(caller, query.get('account'))
    const told = account === undefined ? undefined : await askedIn(context.store, account, subject, now, skew)
    context.spending.addRead(subject, events + (told?.asked.length ?? 0))
    return Response.json(told ? { ...state, account: told } : state)
  } catch (error) {
    context.log(storeFailure(error))
    return unavailable()
  } finally {
    endTurn()
  }
}
