/** What the vendor's server does: signs the token that a page hands to `identify({ id, token })`. */
import { SignJWT } from 'jose'
import { milliseconds } from '../playbook/duration'
import { HOW_TO_MAKE_A_SECRET, shortSecretProblem } from './secret'
import { isAnonymous } from './store'

/** As long as the events of a subject allow: see the `subject` of the event schema. */
const LONGEST_SUBJECT = 500
/** As long as the `account` of the event schema. */
const LONGEST_ACCOUNT = 200

interface SignOptions {
  /** The same secret that `createReceiver` or `gainloop serve` is given, at least 32 bytes long. */
  secret: string
  /** How long the token is valid: a duration like `"30m"`, `"1h"` or `"7d"`, or a number of seconds. @default "1h" */
  expiresIn?: string | number
  /** The `aud` of the token, if the receiver is given an `audience`. @default none */
  audience?: string | undefined
  /** The `iss` of the token, if the receiver is given an `issuer`. @default none */
  issuer?: string | undefined
}

export interface UserTokenOptions extends SignOptions {
  /** The user's id, exactly as the page passes it to `identify({ id })`. */
  subject: string
  /**
   * The id of the account that the user acts for, exactly as the page passes it to `identify({ account })`. The receiver believes no
   * other one, and tells the page when colleagues were asked, for `limits.perAccount`. @default none
   */
  account?: string | undefined
  scope?: undefined
}

export interface ServiceTokenOptions extends SignOptions {
  subject?: string
  account?: undefined
  /** Makes a service token: your own server may post events for any user and read the report. Never send it to a browser. */
  scope: 'server'
}

export type SignTokenOptions = UserTokenOptions | ServiceTokenOptions

/** Throws, with the name of the function that was called wrongly. */
type Fail = (problem: string) => never

const fail: Fail = (problem) => {
  throw new TypeError(`signToken: ${problem}`)
}

/**
 * Signs a JWT (HS256) that lets a page post events and read the state as one user.
 *
 * @example
 * const token = await signToken({ subject: user.id, secret: process.env.GAINLOOP_SECRET, expiresIn: '1h' })
 *
 * @returns a promise of the token, to be passed to `identify({ id, token })`.
 * @throws TypeError if `subject`, `secret`, `expiresIn` or `scope` is missing or malformed; the promise rejects with it.
 */
export async function signToken(options: SignTokenOptions): Promise<string> {
  const { subject, account, secret, expiresIn = '1h', scope, audience, issuer } = checked(options)
  const seconds = secondsOf(expiresIn, fail)
  const token = new SignJWT({ ...(scope && { scope }), ...(account !== undefined && { account }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
  if (subject !== undefined) token.setSubject(subject)
  if (audience !== undefined) token.setAudience(audience)
  if (issuer !== undefined) token.setIssuer(issuer)
  return token.setExpirationTime(`${seconds}s`).sign(new TextEncoder().encode(secret))
}

function checked(options: SignTokenOptions): SignTokenOptions {
  const { subject, account, secret, scope } = (options ?? {}) as Record<keyof SignTokenOptions, unknown>
  if (scope !== undefined && scope !== 'server') {
    fail(`expected "scope" to be "server", or to be left out for the token of a user, got ${JSON.stringify(scope)}`)
  }
  if (subject !== undefined || scope === undefined) checkSubject(subject, fail)
  if (account !== undefined) checkAccount(account, fail)
  checkSecret(secret, fail)
  return options
}

export function checkSecret(secret: unknown, fail: Fail): void {
  if (typeof secret !== 'string' || secret === '') {
    fail('expected "secret" to be the secret of your receiver: is process.env.GAINLOOP_SECRET set?')
  } else {
    const problem = shortSecretProblem(secret)
    if (problem) fail(`"secret" ${problem}; ${HOW_TO_MAKE_A_SECRET}`)
  }
}

export function checkSubject(subject: unknown, fail: Fail): void {
  if (typeof subject === 'number') fail(`expected "subject" to be a string, got ${subject}; write String(user.id)`)
  if (typeof subject !== 'string' || subject === '') {
    fail(`expected "subject" to be the id of a user, got ${JSON.stringify(subject) ?? 'nothing'}`)
  } else if (isAnonymous(subject)) {
    fail(`"subject" begins with "anon-", which is reserved for visitors who are not signed in, got "${subject}"`)
  } else if (subject.length > LONGEST_SUBJECT) {
    fail(`expected "subject" to have at most ${LONGEST_SUBJECT} characters, got ${subject.length}`)
  }
}

export function checkAccount(account: unknown, fail: Fail): void {
  if (typeof account === 'number') fail(`expected "account" to be a string, got ${account}; write String(account.id)`)
  if (typeof account !== 'string' || account === '') {
    fail(`expected "account" to be the id of an account, got ${JSON.stringify(account) ?? 'nothing'}`)
  } else if (account.length > LONGEST_ACCOUNT) {
    fail(`expected "account" to have at most ${LONGEST_ACCOUNT} characters, got ${account.length}`)
  }
}

/** A duration in seconds, rounded up. */
export function secondsOf(expiresIn: string | number, fail: Fail): number {
  const seconds = typeof expiresIn === 'string' ? milliseconds(expiresIn) / 1000 : expiresIn
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) {
    fail(
      `expected "expiresIn" to be a duration like "30m" or "1h", or a number of seconds above 0, got ${JSON.stringify(expiresIn)}`,
    )
  }
  return Math.ceil(seconds)
}
