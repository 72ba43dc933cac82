/** What a vendor's server does at login: signs who the user is, so that nobody else can post or read in their name. */
import { createHmac } from 'node:crypto'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON Web Token (HS256) for that user, good for a year; for an account where they act for one. @param now milliseconds since 1970. */
export const signToken = (subject: string, secret: string, now: number, account?: string): string =>
  sign({ sub: subject, ...(account !== undefined && { account }) }, secret, now)

/** The token of the vendor's own server, which may post for any user. @param now milliseconds since 1970. */
export const signService = (secret: string, now: number): string => sign({ scope: 'server' }, secret, now)

function sign(claims: object, secret: string, now: number): string {
  const issued = Math.floor(now / 1000)
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...claims, iat: issued, exp: issued + 366 * 86_400 })}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}
