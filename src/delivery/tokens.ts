/** The tokens that go with the events, as the page gives them. */
import type { Host } from '../host/host'
import { TooSlow, withTimeout } from '../host/timer'

/** Undefined sends none. Null: nobody here may speak for that user. */
export type Token = string | undefined | null

/** A token function that takes longer is given up, in ms. */
const PATIENCE = 20_000

/** What was given instead of a token, in words. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return `${value}`
  if (typeof value !== 'object') return `a ${typeof value}`
  const names = Object.keys(value).slice(0, 3)
  return names[0] ? `an object with ${names.map((name) => `"${name}"`).join(', ')}` : 'an object'
}

/** @throws {TypeError} for what can't be sent in a header: it would fail like a network that is down, for ever */
function checked(token: Token): Token {
  if (token === null || token === undefined) return token
  if (typeof token !== 'string') throw new TypeError(`no token: expected a string, got ${describe(token)}`)
  if (/[^\x21-\x7e]/.test(token)) throw new TypeError(`no token: ${(token as string).slice(0, 40)}`)
  return token
}

/**
 * Waits 20 seconds at most, and no longer once the signal is aborted. Rejects with what the page's function fails with.
 * @throws {TypeError} for anything that is no token
 */
async function requestToken(
  ask: () => Token | Promise<Token>,
  after: Host['after'],
  signal?: AbortSignal,
): Promise<Token> {
  const asking = (async () => ask())()
  const given = await withTimeout(PATIENCE, asking, after, signal).catch((cause: unknown) => {
    throw cause instanceof TooSlow ? new Error('the token function did not answer within 20 s') : cause
  })
  return checked(given)
}

/**
 * What came of asking. `nobody`: nobody here may speak for that user. `refused`: it is the token that the endpoint has just
 * refused.
 */
export type Fetched =
  { is: 'ready' } | { is: 'nobody' } | { is: 'refused' } | { is: 'aborted' } | { is: 'failed'; cause: unknown }

export interface Tokens {
  has(subject: string): boolean
  of(subject: string): string | undefined
  /** @param refused the endpoint has just refused the token that is known */
  fetch(subject: string, refused: boolean): Promise<Fetched>
  /** One that is being waited for is not waited for any longer. */
  abort(): void
}

/** The last subject's token is kept until the endpoint refuses it. */
export function createTokens(
  ask: (subject: string, fresh: boolean) => Token | Promise<Token>,
  after: Host['after'],
): Tokens {
  let known: Record<string, string | undefined> = {}
  let life = new AbortController()
  return {
    has: (subject) => Object.hasOwn(known, subject),
    of: (subject) => known[subject],
    async fetch(subject, refused) {
      const { signal } = life
      try {
        const token = await requestToken(() => ask(subject, refused), after, signal)
        if (token === null) return { is: 'nobody' }
        if (refused && token === known[subject]) return { is: 'refused' }
        known = { [subject]: token }
        return { is: 'ready' }
      } catch (cause) {
        return signal.aborted ? { is: 'aborted' } : { is: 'failed', cause }
      }
    },
    abort() {
      life.abort()
      life = new AbortController()
    },
  }
}
