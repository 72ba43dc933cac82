import { expect, test } from 'vitest'
import { addressOf, proxyTest, type TrustProxy } from '../../src/receiver/address'
import { networkTest } from '../../src/receiver/ip'

const forwarded = (hops: string | undefined) => new Headers(hops === undefined ? {} : { 'x-forwarded-for': hops })
const counted = (peer: string | undefined, hops: string | undefined, trust?: TrustProxy) =>
  addressOf(forwarded(hops), { incoming: { socket: { remoteAddress: peer } } }, proxyTest(trust))

const PRIVATE = ['loopback', '10.0.0.0/8', '192.168.0.7']

test.each<[string, string | undefined, string | undefined, TrustProxy | undefined, string | undefined]>([
  ['a client itself', '203.0.113.9', undefined, PRIVATE, '203.0.113.9'],
  ['a client that makes up a header', '203.0.113.9', '1.1.1.1', PRIVATE, '203.0.113.9'],
  [
    'a client of the private network that makes one up, where no proxy is named',
    '10.0.0.2',
    '1.1.1.1',
    undefined,
    '10.0.0.2',
  ],
  [
    'a client on this machine that makes one up, where no proxy is named',
    '127.0.0.1',
    '1.1.1.1',
    undefined,
    '127.0.0.1',
  ],
  ['a proxy on this machine', '127.0.0.1', '203.0.113.9', PRIVATE, '203.0.113.9'],
  ['a proxy on this machine, in IPv6 notation', '::ffff:127.0.0.1', '203.0.113.9', PRIVATE, '203.0.113.9'],
  ['a proxy before a client that makes up a header', '10.0.0.2', '1.1.1.1, 203.0.113.9', PRIVATE, '203.0.113.9'],
  ['two proxies', '::1', '203.0.113.9, 192.168.0.7', PRIVATE, '203.0.113.9'],
  ['a private proxy that is not named', '::1', '203.0.113.9, 192.168.0.8', PRIVATE, '192.168.0.8'],
  ['a proxy that does not say', '10.0.0.1', undefined, PRIVATE, '10.0.0.1'],
  ['a proxy that says nonsense', '10.0.0.1', '203.0.113.9, unknown', PRIVATE, '10.0.0.1'],
  ['a proxy that adds ports', '10.0.0.1', '1.1.1.1:1, 203.0.113.9:51234', PRIVATE, '203.0.113.9'],
  ['a proxy that adds ports to IPv6', '10.0.0.1', '[2001:db8:1:2:3::9]:51234', PRIVATE, '2001:0db8:0001:0002::/64'],
  ['a client of IPv6', '2001:db8:1:2:3:4:5:6', undefined, PRIVATE, '2001:0db8:0001:0002::/64'],
  ['the same customer of IPv6', '2001:db8:1:2::', undefined, PRIVATE, '2001:0db8:0001:0002::/64'],
  ['a link-local client', 'fe80::1%eth0', undefined, PRIVATE, 'fe80:0000:0000:0000::/64'],
  ['a public address that looks alike', '172.32.0.1', '1.1.1.1', 'uniquelocal', '172.32.0.1'],
  ['one proxy, by its number', '203.0.113.1', '1.1.1.1, 203.0.113.9', 1, '203.0.113.9'],
  ['two proxies, by their number', '203.0.113.1', '1.1.1.1, 203.0.113.9, 203.0.113.2', 2, '203.0.113.9'],
  ['the proxy in front of it', '203.0.113.1', '1.1.1.1, 203.0.113.9', true, '203.0.113.9'],
  ['a proxy at a Unix socket', undefined, '203.0.113.9', 1, '203.0.113.9'],
  ['no proxy', '127.0.0.1', '203.0.113.9', false, '127.0.0.1'],
  ['a server that does not say', undefined, '1.1.1.1', PRIVATE, undefined],
])('behind %s it counts the right one', (_, peer, hops, trust, expected) => {
  expect(counted(peer, hops, trust)).toBe(expected)
})

test('the address the server hands over is the one', () => {
  const given = (address: string, trust?: TrustProxy) => addressOf(forwarded('1.1.1.1'), { address }, proxyTest(trust))
  expect([given('203.0.113.9'), given('203.0.113.9', 'loopback'), given('a name')]).toEqual([
    '203.0.113.9',
    '203.0.113.9',
    'a name',
  ])
  expect(given('10.0.0.1', '10.0.0.0/8')).toBe('1.1.1.1')
})

test.each<[string, string, boolean]>([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['203.0.113.8/29', '203.0.113.15', true],
  ['203.0.113.8/29', '203.0.113.16', false],
  ['0.0.0.0/0', '203.0.113.16', true],
  ['0.0.0.0/0', '::2', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['linklocal', 'fe80::1', true],
])('the network %s holds %s: %s', (network, address, holds) => {
  expect(networkTest(network)?.(address)).toBe(holds)
})

test.each([
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0',
  '1.2.3.256',
  '10.0.0.0/-1',
  '10.0.0.0/1.5',
  'private',
  '',
])('%j is no network', (network) => {
  expect(networkTest(network)).toBe(undefined)
  expect(() => proxyTest([network])).toThrow('expected addresses or networks like ["10.0.0.0/8"]')
})

test.each([-1, 1.5, NaN])('%d is no number of proxies', (hops) => {
  expect(() => proxyTest(hops)).toThrow('expected a number of proxies like 1')
})
