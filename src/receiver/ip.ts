/** IP addresses as text: their one spelling, and whether they are in a network. */
import { convertIPv4ToBinary, convertIPv6ToBinary, expandIPv6 } from 'hono/utils/ipaddr'

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/

/** The address in its one spelling; undefined if it is none. `::ffff:1.2.3.4` is the IPv4 address in it. A zone is left out. */
function canonical(text: string): string | undefined {
  if (IPV4.test(text)) return text
  const [plain = ''] = text.split('%')
  if (!plain.includes(':') || !URL.canParse(`http://[${plain}]/`)) return undefined
  const ipv6 = new URL(`http://[${plain}]/`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(ipv6)
  if (!mapped) return ipv6
  const [high = 0, low = 0] = mapped.slice(1).map((part) => parseInt(part, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** The address in a hop of `X-Forwarded-For`, which may have a port: `1.2.3.4:5678`, `[2001:db8::1]:5678`. Undefined if it is none. */
export function parseAddress(text: string): string | undefined {
  const trimmed = text.trim()
  const bare = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed
  return canonical(bare)
}

/** What the limits take for one sender: an IPv4 address, or the /64 of an IPv6 address, which one customer of a provider gets. */
export const networkOf = (address: string): string =>
  address.includes(':') ? `${expandIPv6(address).split(':').slice(0, 4).join(':')}::/64` : address

/** The networks that names stand for, as in Express. */
const NAMED: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}
export const NETWORK_NAMES = Object.keys(NAMED)

const binary = (address: string): bigint =>
  address.includes(':') ? convertIPv6ToBinary(address) : convertIPv4ToBinary(address)

/** A test for addresses in this network, an address, a range like `10.0.0.0/8`, or a name like `loopback`; undefined if it is none of them. */
export function networkTest(network: string): ((address: string) => boolean) | undefined {
  const named = NAMED[network]?.map((each) => networkTest(each))
  if (named) return (address) => named.some((test) => test?.(address))
  const [text = '', bits, ...more] = network.split('/')
  const base = canonical(text)
  if (base === undefined || more.length) return undefined
  const size = base.includes(':') ? 128 : 32
  const length = bits === undefined ? size : Number(bits)
  if (bits === '' || !Number.isInteger(length) || length < 0 || length > size) return undefined
  const shift = BigInt(size - length)
  const prefix = binary(base) >> shift
  return (address) => address.includes(':') === base.includes(':') && binary(address) >> shift === prefix
}
