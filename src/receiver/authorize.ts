/** Who may post events, and who may read state and the report. */
import { problemResponse } from './problem-response'
import { isAnonymous } from './store'
import type { Verified } from './verify-token'

/** Who a request comes from: `none` if it has no token, `open` if the receiver has nothing to verify tokens with. */
export type Caller =
  | { kind: 'none' }
  | { kind: 'open' }
  | { kind: 'token'; subject: string | undefined; server: boolean; account: string | undefined }

export type Verify = (token: string) => Promise<Verified>

const unauthorized = (code: 'no-token' | 'invalid-token' | 'other-subject' | 'anonymous', detail: string) =>
  problemResponse(401, code, detail, {
    'www-authenticate': code === 'no-token' ? 'Bearer' : `Bearer error="invalid_token"`,
  })

export const bearerTokenIn = (headers: Headers): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1]

/** Reads the token of a request. A bad token is refused even where none would be needed. */
export async function authenticate(headers: Headers, verify: Verify | undefined): Promise<Caller | Response> {
  if (!verify) return { kind: 'open' }
  const header = headers.get('authorization')
  if (header === null) return { kind: 'none' }
  const token = bearerTokenIn(headers)
  if (token === undefined) return unauthorized('invalid-token', 'Expected authorization: Bearer <token>')
  return authenticateToken(token, verify)
}

/** The same for a token that came elsewhere than in the header. */
export async function authenticateToken(token: string, verify: Verify): Promise<Caller | Response> {
  const verified = await verify(token)
  if (verified.ok) {
    const { subject, server, account } = verified
    return { kind: 'token', subject, server, account }
  }
  return verified.reason === 'invalid'
    ? unauthorized('invalid-token', verified.detail)
    : problemResponse(503, 'keys-unavailable', verified.detail, { 'retry-after': '5' })
}

/** The refusal if the caller may not post events of these subjects; undefined if they may. Anonymous users have no token. */
export function refusePost(caller: Caller, subjects: Iterable<string>, anonymous: boolean): Response | undefined {
  for (const subject of subjects) {
    const vouchedFor = caller.kind === 'token' && (caller.server || caller.subject === subject)
    if (isAnonymous(subject)) {
      if (anonymous || vouchedFor) continue
      return unauthorized('anonymous', 'This endpoint takes no events of anonymous users')
    }
    if (caller.kind === 'open' || vouchedFor) continue
    return caller.kind === 'none'
      ? unauthorized('no-token', 'Events of a named user need a token: identify({ id, token })')
      : unauthorized('other-subject', "The token's sub is not the subject of every event")
  }
  return undefined
}

/** The refusal if the caller may not read this subject's state; undefined if they may. Without tokens only the same origin may. */
export function refuseState(caller: Caller, subject: string, crossOrigin: boolean): Response | undefined {
  if (caller.kind === 'open') {
    return crossOrigin
      ? problemResponse(403, 'no-secret', 'Without a secret or JWKS, state is served to pages of the same origin only')
      : undefined
  }
  if (caller.kind === 'none') return unauthorized('no-token', 'State needs a token: identify({ id, token })')
  return caller.subject === subject
    ? undefined
    : unauthorized('other-subject', "The token's sub is not the requested subject")
}

/**
 * The account that the caller is known to act for, of which the state may tell. Undefined: none.
 * @param wanted the account that the page names
 */
export const accountOf = (caller: Caller, wanted: string | null): string | undefined => {
  if (wanted === null || caller.kind === 'none') return undefined
  return caller.kind === 'open' || caller.account === wanted ? wanted : undefined
}

/** The refusal if the caller may not read the report; undefined if they may. It covers all users, so it takes a service token. */
export function refuseReport(caller: Caller, crossOrigin: boolean): Response | undefined {
  if (caller.kind === 'open') {
    return crossOrigin
      ? problemResponse(
          403,
          'no-secret',
          'Without a secret or JWKS, the report is served to pages of the same origin only',
        )
      : undefined
  }
  if (caller.kind === 'none') return unauthorized('no-token', 'The report needs a service token: claim scope "server"')
  return caller.server
    ? undefined
    : problemResponse(
        403,
        'scope',
        'The report covers all users, so it needs a service token, with the claim scope "server"',
        { 'www-authenticate': 'Bearer error="insufficient_scope", scope="server"' },
      )
}
