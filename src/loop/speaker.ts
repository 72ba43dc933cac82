/** Whose token goes with the events. A token speaks for one user: another user's events wait until that user is back. */
import type { Identity, Token } from '../api'
import { describe } from '../delivery/tokens'

type Spoken = string | undefined | null

/** A function that gives nothing is a mistake, unlike no function. */
async function given(token: () => Promise<string>): Promise<string> {
  const answer: unknown = await token()
  if (typeof answer !== 'string') throw new TypeError(`no token: the token function answered ${describe(answer)}`)
  return answer
}

export interface Speaker {
  /** The token for a subject's events. Undefined: they need none. Null: nobody here may speak for that user. */
  tokenFor(subject: string): Spoken | Promise<Spoken>
  /** Speaks for this user from now on. */
  identify(user: Identity & { id: string }): void
  /** Stops speaking for the user when `until` resolves, if no other user was named by then. */
  leave(until: Promise<unknown>): void
}

/** @param shared the token for users who are named without a token of their own */
export function createSpeaker(shared: Token | undefined, first: Identity | undefined): Speaker {
  let user: { id?: string; token?: Token | undefined } = first
    ? { id: `${first.id}`, token: first.token ?? shared }
    : { token: shared }
  /** An endpoint that was never given a token takes events from anyone. */
  let guarded = !!user.token
  return {
    tokenFor(subject) {
      if (subject.startsWith('anon-')) return undefined
      const { id = subject, token } = user
      if (id !== subject) return guarded ? null : undefined
      return typeof token === 'function' ? given(token) : token
    },
    identify({ id, token }) {
      user = { id, token: token ?? (id === user.id ? user.token : shared) }
      guarded ||= !!token
    },
    leave(until) {
      const left = user
      void until.then(() => {
        if (user === left) user = { id: '', token: shared }
      })
    },
  }
}
