import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReceiver } from '../../../src/receiver/receiver'
import type { Store } from '../../../src/receiver/store'
import { sqliteStore } from '../../../src/receiver/stores/sqlite'
import { SECRET } from './consumer'

let store: Required<Store>
beforeEach(() => {
  store = sqliteStore(':memory:')
})
afterEach(() => store.close())

const good = { url: 'https://crm.example.com/hook', secret: SECRET }
const whsec = (bytes: number) => `whsec_${Buffer.alloc(bytes, 'k').toString('base64')}`

describe('createReceiver takes webhooks', () => {
  test.each<[string, object]>([
    ['over https', good],
    ['over http on this machine', { ...good, url: 'http://localhost:3000/hook' }],
    ['of some types', { ...good, types: ['gainloop.rating.given'] }],
    ['with the shortest secret', { ...good, secret: whsec(24) }],
    ['with the longest', { ...good, secret: whsec(64) }],
  ])('%s', async (_, webhook) => {
    await createReceiver({ store, webhooks: [webhook as never], log: () => {} }).close()
  })
})

describe('createReceiver refuses webhooks, and says how to mend it,', () => {
  test.each<[string, unknown, RegExp]>([
    ['that are no list', good, /expected "webhooks" to be a list like \[\{ url/],
    ['that are only a URL', [good.url], /expected webhooks\[0\] to be like \{ url/],
    [
      'with a field there is not',
      [{ ...good, events: [] }],
      /webhooks\[0\] has no "events"; there is url, secret and types/,
    ],
    ['without a URL', [{ ...good, url: undefined }], /webhooks\[0\]\.url: expected a URL like .*, got nothing/],
    ['over http to elsewhere', [good, { ...good, url: 'http://a.example' }], /webhooks\[1\]\.url: expected https:, or/],
    ['of another scheme', [{ ...good, url: 'ftp://a.example' }], /expected https:/],
    [
      'with a password in the URL',
      [{ ...good, url: 'https://a:b@c.example' }],
      /url: contains a user name or a password/,
    ],
    ['twice to one URL', [good, good], /webhooks\[1\]\.url is given twice: .*; list all its types once/],
    [
      'without a secret',
      [{ ...good, secret: undefined }],
      /secret: is not given; is its environment variable set\?.*openssl/,
    ],
    [
      'with a secret of another form',
      [{ ...good, secret: 'geheim' }],
      /secret: expected "whsec_" and base64; make one/,
    ],
    ['with a short secret', [{ ...good, secret: whsec(16) }], /secret: has 16 bytes, expected 24 to 64; make one/],
    ['with a long secret', [{ ...good, secret: whsec(65) }], /secret: has 65 bytes/],
    ['of no type', [{ ...good, types: [] }], /types: expected a list like .* for all events leave it out/],
    [
      'of a type by its short name',
      [{ ...good, types: ['rating.given'] }],
      /no event type "rating\.given"\. Did you mean "gainloop\.rating\.given"\?/,
    ],
    [
      'of a type there is not',
      [{ ...good, types: ['gainloop.rating.gven'] }],
      /Did you mean "gainloop\.rating\.given"/,
    ],
  ])('%s', (_, webhooks, message) => {
    const made = () => createReceiver({ store, webhooks: webhooks as never })
    expect(made).toThrow(TypeError)
    expect(made).toThrow(message)
  })

  test('without quoting the secret', () => {
    const made = () => createReceiver({ store, webhooks: [{ ...good, secret: 'geheim' }] })
    expect(made).not.toThrow(/geheim/)
  })

  test('on a store that has no outbox', () => {
    const { outbox: _, ...simple } = store
    expect(() => createReceiver({ store: simple, webhooks: [good] })).toThrow(
      /"webhooks" need a store with an "outbox"/,
    )
  })
})
