/** Which client a request comes from, for the limits. */
import { NETWORK_NAMES, networkOf, networkTest, parseAddress } from './ip'

/** What the server knows of the connection. `listen` and `@hono/node-server` pass it on by themselves. */
export interface Connection {
  /** The client's address, if the server in front of the receiver knows it. */
  address?: string
  incoming?: { socket?: { remoteAddress?: string | undefined; localAddress?: string | undefined } }
}

/**
 * Whose `X-Forwarded-For` counts: the addresses or networks of your proxies, such as `['10.0.0.0/8']`, or one of the names
 * `loopback`, `linklocal` and `uniquelocal`; or how many proxies there are between the receiver and the internet; `true` is one.
 */
export type TrustProxy = boolean | number | string | readonly string[]

/** Whether the header is to be believed that the proxy at this address, `depth` proxies away from the receiver, has written. */
type Trusts = (address: string | undefined, depth: number) => boolean

/** @throws TypeError that says what to write instead. */
export function proxyTest(trust: TrustProxy = false): Trusts {
  if (typeof trust === 'boolean' || typeof trust === 'number') {
    const hops = Number(trust)
    if (!Number.isInteger(hops) || hops < 0) throw new TypeError(`expected a number of proxies like 1, got ${hops}`)
    return (_, depth) => depth < hops
  }
  const tests = (typeof trust === 'string' ? trust.split(',') : trust).map((network) => {
    const test = typeof network === 'string' ? networkTest(network.trim()) : undefined
    if (!test) {
      throw new TypeError(
        `expected addresses or networks like ["10.0.0.0/8"], one of ${NETWORK_NAMES.join(', ')}, or a number of proxies, got ${JSON.stringify(network)}`,
      )
    }
    return test
  })
  return (address) => address !== undefined && tests.some((test) => test(address))
}

/**
 * Who the limits count: an IPv4 address or an IPv6 /64; undefined if the server does not say. `X-Forwarded-For` is read from its
 * end, and only as far as trusted proxies wrote it: anyone can make up what is to the left of that.
 */
export function addressOf(
  headers: Headers,
  { address, incoming }: Connection,
  trusts: Trusts = proxyTest(),
): string | undefined {
  const peer = address ?? incoming?.socket?.remoteAddress
  let client = peer === undefined ? undefined : parseAddress(peer)
  const hops = (headers.get('x-forwarded-for') ?? '').split(',')
  for (let depth = 0; trusts(client, depth); depth++) {
    const previous = parseAddress(hops.pop() ?? '')
    if (previous === undefined) break
    client = previous
  }
  return client === undefined ? peer : networkOf(client)
}
