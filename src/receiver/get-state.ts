/** `GET /?subject=…`: what another device of the same user needs to know. */
import { bearerOf, refuseState, type Verify } from './authorize'
import { SKEW } from './clamp'
import { flawIn } from './flaws'
import { type Log, nameOf } from './log'
import { isForeign } from './origins'
import { problem, tooMany, unavailable } from './problem'
import { stateOf } from './state'
import type { Store } from './store'

export interface StateContext {
  store: Store
  verify: Verify | undefined
  waitOf(subject: string): number
  log: Log
  now(): number
}

/** How far a clock that says this is behind ours, in ms; 0 when it is not, or does not say. */
function skewOf(said: string | null, now: number): number {
  const skew = said ? now - Number(said) : 0
  return Math.abs(skew) > SKEW ? skew : 0
}

export async function getState(request: Request, context: StateContext): Promise<Response> {
  const asked = new URL(request.url).searchParams
  const subject = asked.get('subject')
  if (!subject || flawIn(subject, 0)) {
    return problem(
      400,
      'no-subject',
      'This is a Gainloop endpoint: browsers POST events here, GET needs ?subject=…, and /openapi.json says the rest',
    )
  }
  const bearer = await bearerOf(request.headers, context.verify)
  if (bearer instanceof Response) return bearer
  const refused = refuseState(bearer, subject, isForeign(request))
  if (refused) return refused
  const wait = context.waitOf(subject)
  if (wait) return tooMany(wait)
  try {
    const now = context.now()
    return Response.json(stateOf(await context.store.eventsOf(subject), now, skewOf(asked.get('now'), now)))
  } catch (error) {
    context.log({ level: 'error', event: 'store-failed', error: nameOf(error) })
    return unavailable()
  }
}
