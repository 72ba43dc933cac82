/** Verifies tokens: JWTs signed by the vendor's server, with a shared secret (HS256) or a private key (JWKS). */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { isAnonymous } from './store'

export type Verified =
  | { ok: true; subject: string | undefined; server: boolean; account: string | undefined }
  /** `unavailable`: the keys could not be fetched, so the token may be valid and the sender should try again. */
  | { ok: false; reason: 'invalid' | 'unavailable'; detail: string }

export interface TokenOptions {
  /**
   * The secret your server signs tokens with (HS256), at least 32 bytes: `openssl rand -base64 32`. If the property is there but
   * `undefined`, `createReceiver` throws: an unset environment variable must not open the endpoint. @default none
   */
  secret?: string | undefined
  /** If tokens are signed with a private key: the URL of your JSON Web Key Set, or the set itself. @default none */
  jwks?: string | URL | JSONWebKeySet | undefined
  /**
   * The `aud` that a token must have, such as `'gainloop'`, or several of which it must have one. Set it if you sign with a key set:
   * otherwise a token that the same identity provider made for another application is accepted as well. @default not checked
   */
  audience?: string | string[] | undefined
  /** The `iss` that a token must have, such as `'https://login.example.com/'`. @default not checked */
  issuer?: string | undefined
}

/** How far the clocks of the signing server and the receiver may differ, in seconds. */
const CLOCK_TOLERANCE = 60
/** `none` is not among them, nor HS256: a public key must never be accepted as a shared secret. */
const PUBLIC_KEY_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

/** Ids that begin so are made up by browsers and handed from one user to the next: a token for one would open another visitor's events. */
const ANONYMOUS_SUBJECT = 'The token\'s sub begins with "anon-", which is reserved for visitors who are not signed in'

const NO_ACCOUNT =
  'The token\'s claim "account" is no string: sign the id of the account, as the page passes it to identify'

const DETAILS: Record<string, string> = {
  ERR_JWT_EXPIRED: 'The token has expired',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "The token's signature does not match",
  ERR_JWKS_NO_MATCHING_KEY: "The token's key is not in the key set",
  ERR_JOSE_ALG_NOT_ALLOWED: "The token's algorithm is not allowed",
  ERR_JWT_CLAIM_VALIDATION_FAILED: 'The token is not valid yet, is for another audience, or a claim has the wrong type',
}

/** Returns what verifies tokens; undefined if there is neither a secret nor a key set. */
export function tokenVerifier(
  { secret, jwks, audience, issuer }: TokenOptions,
  now: () => number,
): ((token: string) => Promise<Verified>) | undefined {
  if (secret === undefined && jwks === undefined) return undefined
  const shared = secret === undefined ? undefined : new TextEncoder().encode(secret)
  const published = jwks === undefined ? undefined : publicKeys(jwks)

  return async (token) => {
    try {
      const options = {
        ...{ clockTolerance: CLOCK_TOLERANCE, currentDate: new Date(now()) },
        ...(audience !== undefined && { audience }),
        ...(issuer !== undefined && { issuer }),
      }
      const symmetric = decodeProtectedHeader(token).alg === 'HS256'
      const { payload } =
        symmetric && shared
          ? await jwtVerify(token, shared, { ...options, algorithms: ['HS256'] })
          : published
            ? await jwtVerify(token, published, { ...options, algorithms: PUBLIC_KEY_ALGORITHMS })
            : refuseAlgorithm()
      if (payload.sub !== undefined && isAnonymous(payload.sub)) {
        return { ok: false, reason: 'invalid', detail: ANONYMOUS_SUBJECT }
      }
      // A list of words: RFC 8693, section 4.2.
      const scopes = typeof payload.scope === 'string' ? payload.scope.split(' ') : []
      const { account } = payload
      // A number is taken as `identify` takes it.
      if (account !== undefined && typeof account !== 'string' && !Number.isInteger(account))
        return { ok: false, reason: 'invalid', detail: NO_ACCOUNT }
      const named = account === undefined ? undefined : `${account as string | number}`
      return { ok: true, subject: payload.sub, server: scopes.includes('server'), account: named }
    } catch (error) {
      return failure(error)
    }
  }
}

function refuseAlgorithm(): never {
  throw new errors.JOSEAlgNotAllowed()
}

class KeysUnavailable extends Error {}

/** Looks keys up in the key set. If it can't be fetched, nothing is known about the token, so that is a different error. */
function publicKeys(jwks: string | URL | JSONWebKeySet): JWTVerifyGetKey {
  if (typeof jwks === 'object' && !(jwks instanceof URL)) return createLocalJWKSet(jwks)
  const remote = createRemoteJWKSet(new URL(jwks))
  return (header, token) =>
    remote(header, token).catch((cause) => {
      const aboutToken = cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JOSENotSupported
      throw aboutToken ? cause : new KeysUnavailable('', { cause })
    })
}

function failure(error: unknown): Verified {
  if (error instanceof KeysUnavailable) {
    return { ok: false, reason: 'unavailable', detail: 'The keys to verify the token with could not be fetched' }
  }
  const code = error instanceof errors.JOSEError ? error.code : ''
  return { ok: false, reason: 'invalid', detail: DETAILS[code] ?? 'The token is not a valid JWT' }
}
