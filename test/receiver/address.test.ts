import { expect, test } from 'vitest'
import { addressOf } from '../../src/receiver/address'

test.each([
  ['a client itself', '203.0.113.9', undefined, '203.0.113.9'],
  ['a client that makes up a header', '203.0.113.9', '1.1.1.1', '203.0.113.9'],
  ['a proxy on this machine', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['a proxy on this machine, in IPv6 notation', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['a proxy before a client that makes up a header', '10.0.0.2', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['two private proxies', '::1', '203.0.113.9, 192.168.0.7', '203.0.113.9'],
  ['a client of the private network', '10.0.0.2', '10.0.0.3', '10.0.0.3'],
  ['a proxy that does not say', '172.16.0.1', undefined, '172.16.0.1'],
  ['a public address that looks alike', '172.32.0.1', '1.1.1.1', '172.32.0.1'],
  ['a server that does not say', undefined, '1.1.1.1', undefined],
])('behind %s it counts the right one', (_, remoteAddress, forwarded, expected) => {
  const headers = new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })
  expect(addressOf(headers, { incoming: { socket: { remoteAddress } } })).toBe(expected)
})

test('the address the server hands over is the one', () => {
  expect(addressOf(new Headers({ 'x-forwarded-for': '1.1.1.1' }), { address: '203.0.113.9' })).toBe('203.0.113.9')
})
