/** Which client a request comes from, for the rate limit. */

/** What the server knows of the connection. `listen` and `@hono/node-server` pass it on by themselves. */
export interface Connection {
  /** The client's address, if the server in front of the receiver knows it. */
  address?: string
  incoming?: { socket?: { remoteAddress?: string | undefined } }
}

/** Whether an address is of this machine or a private network, where the vendor's own proxies are: RFC 1918, 4193, 6598, link-local. */
function isPrivate(address: string): boolean {
  const plain = address.toLowerCase()
  const ipv4 = plain.startsWith('::ffff:') ? plain.slice('::ffff:'.length) : plain
  if (ipv4.includes(':')) return plain === '::1' || ['fc', 'fd', 'fe80:'].some((prefix) => plain.startsWith(prefix))
  const [first = 0, second = 0] = ipv4.split('.').map(Number)
  return (
    first === 127 ||
    first === 10 ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 100 && second >= 64 && second <= 127)
  )
}

/**
 * The address the rate limit counts; undefined if the server does not say. `X-Forwarded-For` is trusted only as far as proxies in
 * a private network wrote it: anyone can make up the entries to the left of those.
 */
export function addressOf(headers: Headers, { address, incoming }: Connection): string | undefined {
  if (address !== undefined) return address
  let client = incoming?.socket?.remoteAddress
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  while (client !== undefined && isPrivate(client)) {
    const previous = hops.pop()
    if (!previous) break
    client = previous
  }
  return client
}
