/** Who may post what, and who may read what. */
import { problem } from './problem'
import { isAnonymous } from './store'
import type { Verified } from './verify-token'

/** What the request's token says; `none` where it has none. */
export type Bearer =
  { kind: 'none' } | { kind: 'open' } | { kind: 'token'; subject: string | undefined; server: boolean }

export type Verify = (token: string) => Promise<Verified>

const unauthorized = (code: string, detail: string) =>
  problem(401, code, detail, {
    'www-authenticate': code === 'no-token' ? 'Bearer' : `Bearer error="invalid_token"`,
  })

/** Reads the token. Without a verifier everything is open. A bad token is refused even where none would be needed. */
export async function bearerOf(headers: Headers, verify: Verify | undefined): Promise<Bearer | Response> {
  if (!verify) return { kind: 'open' }
  const header = headers.get('authorization')
  if (header === null) return { kind: 'none' }
  const token = /^Bearer +(\S+)$/i.exec(header.trim())?.[1]
  if (token === undefined) return unauthorized('invalid-token', 'Expected authorization: Bearer <token>')
  return bearerWith(token, verify)
}

/** What this token says, wherever in the request it was. */
export async function bearerWith(token: string, verify: Verify): Promise<Bearer | Response> {
  const verified = await verify(token)
  if (verified.ok) return { kind: 'token', subject: verified.subject, server: verified.server }
  return verified.reason === 'invalid'
    ? unauthorized('invalid-token', verified.detail)
    : problem(503, 'keys-unavailable', verified.detail, { 'retry-after': '5' })
}

/** Why these subjects may not be posted for; undefined when they may. Anonymous users have nobody to vouch for them. */
export function refusePost(bearer: Bearer, subjects: Iterable<string>, anonymous: boolean): Response | undefined {
  for (const subject of subjects) {
    if (isAnonymous(subject)) {
      if (anonymous || (bearer.kind === 'token' && (bearer.server || bearer.subject === subject))) continue
      return unauthorized('anonymous', 'Events of anonymous users are not taken here')
    }
    if (bearer.kind === 'open' || (bearer.kind === 'token' && (bearer.server || bearer.subject === subject))) continue
    return bearer.kind === 'none'
      ? unauthorized('no-token', 'Events of a named user need a token: identify({ id, token })')
      : unauthorized('other-subject', "The token's sub is not the subject of every event")
  }
  return undefined
}

/** Why this subject's state may not be read; undefined when it may: by the user's own token, else within the same origin only. */
export function refuseState(bearer: Bearer, subject: string, foreign: boolean): Response | undefined {
  if (isAnonymous(subject)) return problem(403, 'anonymous', 'The state of anonymous users is not served')
  if (bearer.kind === 'open') {
    return foreign
      ? problem(403, 'no-secret', 'Without a secret or JWKS, state is served to pages of the same origin only')
      : undefined
  }
  if (bearer.kind === 'none') return unauthorized('no-token', 'State needs a token: identify({ id, token })')
  return bearer.subject === subject
    ? undefined
    : unauthorized('other-subject', "The token's sub is not the subject asked for")
}

/** Why the report may not be read; undefined when it may: it is about all users, so by the vendor's own server, else within the same origin only. */
export function refuseReport(bearer: Bearer, foreign: boolean): Response | undefined {
  if (bearer.kind === 'open') {
    return foreign
      ? problem(403, 'no-secret', 'Without a secret or JWKS, the report is served to pages of the same origin only')
      : undefined
  }
  if (bearer.kind === 'none') return unauthorized('no-token', 'The report needs a service token: claim scope "server"')
  return bearer.server
    ? undefined
    : problem(403, 'scope', 'The report is about all users: it needs a service token, with the claim scope "server"', {
        'www-authenticate': 'Bearer error="insufficient_scope", scope="server"',
      })
}
