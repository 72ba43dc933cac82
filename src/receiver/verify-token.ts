/** Tokens: a JWT signed by the vendor's server, HS256 with a shared secret or any public-key algorithm with a JWKS. */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'

export type Verified =
  | { ok: true; subject: string | undefined; server: boolean }
  /** `unavailable`: the keys could not be fetched, so the token may be good and the sender should try again. */
  | { ok: false; reason: 'invalid' | 'unavailable'; detail: string }

export interface TokenOptions {
  /** Shared with the vendor's server: 32 random bytes or more. Given but undefined is an error, not an open door. */
  secret?: string | undefined
  /** The URL of a JSON Web Key Set, or the set itself. */
  jwks?: string | URL | JSONWebKeySet | undefined
}

/** Seconds by which the two clocks may differ. */
const TOLERANCE = 60
/** Never `none`, and never HS256 with a public key: each kind of key has its own list. */
const PUBLIC_KEY = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

const details: Record<string, string> = {
  ERR_JWT_EXPIRED: 'The token has expired',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "The token's signature does not match",
  ERR_JWKS_NO_MATCHING_KEY: "The token's key is not in the key set",
  ERR_JOSE_ALG_NOT_ALLOWED: "The token's algorithm is not allowed",
  ERR_JWT_CLAIM_VALIDATION_FAILED: 'The token is not valid yet, or a claim has the wrong type',
}

/** What verifies tokens; undefined when there is nothing to verify them with. */
export function tokenVerifier(
  { secret, jwks }: TokenOptions,
  now: () => number,
): ((token: string) => Promise<Verified>) | undefined {
  if (secret === undefined && jwks === undefined) return undefined
  const shared = secret === undefined ? undefined : new TextEncoder().encode(secret)
  const published = jwks === undefined ? undefined : publicKeys(jwks)

  return async (token) => {
    try {
      const options = { clockTolerance: TOLERANCE, currentDate: new Date(now()) }
      const symmetric = decodeProtectedHeader(token).alg === 'HS256'
      const { payload } =
        symmetric && shared
          ? await jwtVerify(token, shared, { ...options, algorithms: ['HS256'] })
          : published
            ? await jwtVerify(token, published, { ...options, algorithms: PUBLIC_KEY })
            : refuse()
      const scopes = typeof payload.scope === 'string' ? payload.scope.split(' ') : []
      return { ok: true, subject: payload.sub, server: scopes.includes('server') }
    } catch (error) {
      return failure(error)
    }
  }
}

function refuse(): never {
  throw new errors.JOSEAlgNotAllowed()
}

class KeysUnavailable extends Error {}

/** The key set; a set that cannot be had says so, for then nothing is known about the token. */
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
  return { ok: false, reason: 'invalid', detail: details[code] ?? 'The token is not a valid JWT' }
}
