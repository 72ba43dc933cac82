/**
 * The token in the address of an ask. It opens one ask of one user and nothing else: it is signed with a key of its own, made from
 * the receiver's secret, so that it is no bearer token and no bearer token is a link, for other programs that know the secret as well.
 */
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod/mini'

/** The `aud` of every link. */
const AUDIENCE = 'gainloop:ask'

const text = z.string().check(z.minLength(1))
const time = z.string()

/** What a link says beside whose it is and how long it is valid. */
const said = z.object({
  /** The playbook's id. Absent: whichever the receiver has. */
  playbook: z.optional(text),
  action: text,
  /** The moment's id. */
  moment: text,
  /** What the user calls the moment, and when it was: for a moment that the receiver has not heard of. */
  label: z.optional(z.string()),
  at: z.optional(time),
  /** For an ask of `every` or `digest`. */
  period: z.optional(z.object({ from: time, to: time })),
  /** BCP 47. */
  language: z.optional(text),
  traits: z.optional(z.record(z.string(), z.unknown())),
  /** The id of the account that the user acts for. */
  account: z.optional(text),
})

export type LinkDetails = z.infer<typeof said>

/** A link that was signed with the receiver's secret. */
export interface Link extends LinkDetails {
  subject: string
}

export type ReadLink =
  | { ok: true; link: Link }
  /** It was valid once. */
  | { ok: false; reason: 'expired'; link: Link }
  /** Not signed with this secret, or cut off. */
  | { ok: false; reason: 'forged' }

/** The key of links, which can't be told from the secret's other uses, nor the secret from it. */
async function keyOf(secret: string): Promise<Uint8Array> {
  const encoded = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoded.encode(secret), algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encoded.encode('gainloop ask link')))
}

/** @param now in ms since 1970 */
export async function signLink({ subject, ...details }: Link, secret: string, seconds: number, now: number) {
  const issued = Math.floor(now / 1000)
  return new SignJWT({ ...details })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setAudience(AUDIENCE)
    .setIssuedAt(issued)
    .setExpirationTime(issued + seconds)
    .sign(await keyOf(secret))
}

/**
 * @param now in ms since 1970
 * @param grace how long after it has expired it is still taken, in seconds @default 0
 */
export async function readLink(token: string, secret: string, now: number, grace = 0): Promise<ReadLink> {
  try {
    const options = { algorithms: ['HS256'], audience: AUDIENCE, requiredClaims: ['exp'] }
    const { payload } = await jwtVerify(token, await keyOf(secret), {
      ...options,
      clockTolerance: grace,
      currentDate: new Date(now),
    })
    const link = linkIn(payload)
    return link ? { ok: true, link } : { ok: false, reason: 'forged' }
  } catch (error) {
    // Its signature was verified before its time was looked at.
    const link = error instanceof errors.JWTExpired ? linkIn(error.payload) : undefined
    return link ? { ok: false, reason: 'expired', link } : { ok: false, reason: 'forged' }
  }
}

function linkIn(payload: JWTPayload): Link | undefined {
  const { data } = said.safeParse(payload)
  return data && payload.sub ? { ...data, subject: payload.sub } : undefined
}
