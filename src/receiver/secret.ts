/** The shared secret of HS256 tokens: read by whoever signs them and by whoever verifies them. */

/** HS256 needs a key at least as long as its hash: RFC 7518, section 3.2. */
const SHORTEST_SECRET = 32

export const HOW_TO_MAKE_A_SECRET = 'make one with: openssl rand -base64 32'

/** How many bytes are missing from a secret that is too short, in words; undefined for a good one. Never quotes it. */
export function shortSecretProblem(secret: string): string | undefined {
  const bytes = new TextEncoder().encode(secret).length
  return bytes < SHORTEST_SECRET ? `has ${bytes} bytes, and HS256 needs ${SHORTEST_SECRET} or more` : undefined
}
