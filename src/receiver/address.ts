/** What the server knows of the connection; `@hono/node-server` hands it over by itself. */
export interface Connection {
  /** The client's address, where the server in front knows it better. */
  address?: string
  incoming?: { socket?: { remoteAddress?: string | undefined } }
}

/** This machine and private networks: where a vendor's own proxies are. (RFC 1918, 4193, 6598 and link-local) */
const PRIVATE =
  /^(::ffff:)?(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)|^::1$|^f[cd]|^fe80:/i

/**
 * Whom the rate limit counts; undefined where the server does not say. `X-Forwarded-For` is believed only from a proxy of a
 * private network, and only as far as such proxies wrote it: what stands further left, anybody can make up.
 */
export function addressOf(headers: Headers, { address, incoming }: Connection): string | undefined {
  if (address !== undefined) return address
  let nearest = incoming?.socket?.remoteAddress
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  while (nearest !== undefined && PRIVATE.test(nearest)) {
    const before = hops.pop()
    if (!before) break
    nearest = before
  }
  return nearest
}
