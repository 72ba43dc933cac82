/** The tokens that go with the events, as the page gives them. */
import type { Host } from '../host/host'
import { NoAnswer, withTimeout } from '../host/timer'

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

/**
 * The last subject's token is kept until the endpoint refuses it.
 *
 * A token that comes after 20 seconds counts as well. Chromium lets a second request for an address wait up to 20 seconds for the
 * first (its cache's lock), so after one that hangs every other would come too late by the time of one request, for ever.
 * @param ask may reject, and answer anything
 * @param late a token has come that nobody waits for any longer
 */
export function createTokens(
  ask: (subject: string, fresh: boolean) => Token | Promise<Token>,
  after: Host['after'],
  late: () => void,
): Tokens {
  let known: Record<string, string | undefined> = {}
  let life = new AbortController()

  const takeLate = async (subject: string, asking: Promise<Token>, signal: AbortSignal): Promise<void> => {
    const token = checked(await asking)
    if (token === null || signal.aborted) return
    known = { [subject]: token }
    late()
  }

  return {
    has: (subject) => Object.hasOwn(known, subject),
    of: (subject) => known[subject],
    async fetch(subject, refused) {
      const { signal } = life
      const asking = (async () => ask(subject, refused))()
      try {
        const token = checked(await withTimeout(PATIENCE, asking, after, signal))
        if (token === null) return { is: 'nobody' }
        if (refused && token === known[subject]) return { is: 'refused' }
        known = { [subject]: token }
        return { is: 'ready' }
      } catch (cause) {
        if (signal.aborted) return { is: 'aborted' }
        if (!(cause instanceof NoAnswer)) return { is: 'failed', cause }
        // What is wrong with it was said: it did not come in time.
        takeLate(subject, asking, signal).catch(() => {})
        return { is: 'failed', cause: new Error('the token function did not answer within 20 s') }
      }
    },
    abort() {
      life.abort()
      life = new AbortController()
    },
  }
}
