/** Who uses the page: `identify` and `reset`. */
import type { Identity } from '../api'
import type { GainloopEvent } from '../delivery/event'
import type { Host } from '../host/host'
import { emptyBook } from '../moment/book'
import { identify } from '../moment/identify'
import { isPlain } from '../playbook/plain'
import type { Context } from './context'
import { fault, leftOut } from './fault'
import { kindOf, readId } from './ids'
import { jsonValues } from './json-values'
import type { Draft, Keeper } from './keeper'

/** The longest id of an account, in characters: the wire schema takes no longer one. */
const LONGEST_ACCOUNT = 200

/** The account as the page gave it. One that can't be used is told, and the account named before stays. */
function readAccount(given: Identity['account'], report: Context['report']) {
  if (given === undefined || given === null) return undefined
  if (!isPlain(given)) {
    report(fault('call', `identify: expected account to be { id, traits? }, got ${kindOf(given)}`))
    return undefined
  }
  try {
    const id = readId('identify: account', given.id)
    if (id.length > LONGEST_ACCOUNT)
      throw fault(
        'call',
        `identify: account: expected an id of at most ${LONGEST_ACCOUNT} characters, got one of ${id.length}`,
      )
    const { value, problems } = jsonValues(given.traits, 'account.traits')
    if (problems[0]) report(leftOut('identify', problems))
    return { id, ...(isPlain(value) && { traits: value }) }
  } catch (problem) {
    report(problem)
    return undefined
  }
}

/**
 * Names the user. What was remembered of the anonymous user becomes theirs, and so do events that are not sent yet.
 * Resolves to whether the page has changed over to another user than before.
 */
export async function identifyUser(
  { keeper, host, report }: Pick<Context, 'keeper' | 'host' | 'report'>,
  identity: Identity & { id: string },
): Promise<boolean> {
  const { id } = identity
  const { value, problems } = jsonValues(identity.traits, 'traits')
  if (problems[0]) report(leftOut('identify', problems))
  const account = readAccount(identity.account, report)
  const user = { id, ...(isPlain(value) && { traits: value }), ...(account && { account }) }
  const spokenFor = keeper.user()
  const { from, other } = await keeper.claim((before, now) => {
    const { book, from } = identify(before, user, now)
    // Before something was written down, nothing was sent under the anonymous id: there is nothing to join.
    const { moments, lessons, commitments } = before
    const joins = from && Object.keys({ ...moments, ...lessons, ...commitments }).length > 0
    const events: Draft[] = joins ? [{ type: 'gainloop.user.identified', data: { anonymous: from } }] : []
    return { book, events, value: { from, other: !from && id !== (spokenFor ?? before.user.id) } }
  })
  if (from)
    await host.vault.revise((waiting) =>
      waiting.map((record) => {
        const { event } = record
        return event.subject === from ? { ...record, event: { ...event, subject: id } as GainloopEvent } : record
      }),
    )
  return other
}

/**
 * Starts an empty book for a new anonymous user. What the browser knows of its clock stays.
 * Resolves to the id of the user who is forgotten.
 */
export const forgetUser = (keeper: Keeper, host: Host): Promise<string> =>
  keeper.leave(({ clock }, now) => ({
    book: { ...emptyBook(`anon-${host.id()}`, now), clock },
    value: undefined,
  }))
