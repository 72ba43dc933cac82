/** The shared secret of HS256 tokens, used to sign and to verify them. */

/** HS256 needs a key at least as long as its hash: RFC 7518, section 3.2. */
const SHORTEST_SECRET = 32

export const HOW_TO_MAKE_A_SECRET = 'make one with: openssl rand -base64 32'

/** What is wrong with a secret that is too short, without quoting it; undefined if it is long enough. */
export function shortSecretProblem(secret: string): string | undefined {
  const bytes = new TextEncoder().encode(secret).length
  return bytes < SHORTEST_SECRET ? `has ${bytes} bytes, and HS256 needs ${SHORTEST_SECRET} or more` : undefined
}
