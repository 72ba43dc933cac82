import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createReceiver } from '../../src/receiver/receiver'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'

const store = sqliteStore(':memory:')
afterAll(() => store.close())
const { fetch } = createReceiver({ store, limits: { subject: false }, log: () => {} })

const types = [
  'user.identified',
  'action.completed',
  'rating.given',
  'rating.explained',
  'lesson.progressed',
  'commitment.made',
]

/** Events that are nearly right: one member, somewhere, is replaced by anything. */
const nearly = fc
  .tuple(
    fc.constantFrom(...types),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'id',
      'type',
      'subject',
      'time',
      'data',
      'moment',
      'at',
      'properties',
      'obstacles',
      'action',
      '__proto__',
    ),
    fc.jsonValue(),
  )
  .map(([type, subject, name, value]) => {
    const made = event(type, { id: crypto.randomUUID(), subject })
    const whole = JSON.parse(JSON.stringify(made), (key, old) => (key === name ? value : old))
    return name in made ? { ...made, [name]: value } : { ...whole, data: { [name]: value, ...whole.data } }
  })

const post = (body: string) =>
  fetch(
    new Request('https://app.example.com/', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body,
    }),
  )

test('whatever is posted, each event is stored or refused with a reason, and nothing breaks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(nearly, fc.jsonValue()), { maxLength: 5 }), async (batch) => {
      const response = await post(JSON.stringify(batch))
      expect(response.status).toBe(202)
      const { accepted, duplicates, rejected } = await response.json()
      expect(accepted + duplicates + rejected.length).toBe(batch.length)
      for (const { problems } of rejected) expect(problems[0].message).toMatch(/^expected /)
    }),
  )
})

test('whatever was stored, the state of its user can be read', async () => {
  await fc.assert(
    fc.asyncProperty(nearly, async (made) => {
      await post(JSON.stringify([made]))
      const { subject } = made as { subject: unknown }
      if (typeof subject !== 'string' || !subject || /\0|\p{Surrogate}/u.test(subject) || subject.startsWith('anon-'))
        return
      const response = await fetch(new Request(`https://app.example.com/?subject=${encodeURIComponent(subject)}`))
      expect(response.status).toBe(200)
    }),
  )
})

test('any text at all is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      expect((await post(text)).status).toBeLessThan(500)
    }),
  )
})

test('text that looks like SQL is text: it is stored, found, told apart and erased as it is', async () => {
  const sql = fc.constantFrom(
    "'; DROP TABLE events; --",
    "' OR '1'='1",
    "') ON CONFLICT DO UPDATE SET data='x'; --",
    '"; DELETE FROM events; --',
    'x/*',
    '?1',
    '$1',
    ':subject',
    '%',
    '_',
    '\\',
  )
  const text = fc.tuple(sql, fc.string({ maxLength: 20 }), sql).map((parts) => parts.join(''))
  let run = 0
  await fc.assert(
    fc.asyncProperty(text, text, text, async (subject, action, words) => {
      // What was erased is not taken again.
      const id = `${words}${run++}`
      const other = event('rating.given', { subject: `${subject}?`, id: `${id}?` })
      const made = event('rating.given', { subject, id, data: { action, comment: subject } })
      await store.append([made, other].map((one) => ({ event: one, at: 1, received: 1 })))
      expect((await store.eventsOf(subject)).map((stored) => stored.event)).toEqual([made])
      const found = []
      for await (const stored of store.events({ action, types: ['gainloop.rating.given'] })) found.push(stored.event.id)
      expect(found).toEqual([id])
      expect(await store.erase(subject)).toBe(1)
      expect((await store.eventsOf(other.subject)).map((stored) => stored.event)).toEqual([other])
      expect(await store.erase(other.subject)).toBe(1)
    }),
    { numRuns: 50 },
  )
})

test('names that lead to a prototype lead nowhere: neither from an event, nor from the address, nor back in the state', async () => {
  const members = Object.getOwnPropertyNames(Object.prototype)
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
  // Users of the tests before may have been called so.
  for (const name of names) await store.erase(name)
  const name = fc.constantFrom(...names)
  await fc.assert(
    fc.asyncProperty(name, name, fc.constantFrom(...types), async (one, two, type) => {
      const made = { ...event(type, { id: crypto.randomUUID(), subject: one }), type: `gainloop.${type}` }
      const body = JSON.stringify([{ ...made, data: { ...made.data, action: one, moment: two, lesson: one, HERE: 1 } }])
      await post(body.replaceAll('"HERE":1', `"${one}":{"${two}":{"polluted":true},"polluted":true}`))
      const response = await fetch(new Request(`https://app.example.com/?subject=${one}`))
      expect(response.status).toBe(200)
      const { moments, asks } = await response.json()
      for (const record of [...moments, ...asks]) expect([one, two]).toContain(record.action)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(members)
    }),
  )
})

test('five megabytes, and ten thousand brackets, are refused in their turn', async () => {
  const deep = JSON.stringify([event('action.completed', { data: { properties: 'HERE' } })])
  for (const brackets of ['[]', '{}']) {
    const [open, close] = brackets === '{}' ? ['{"a":', '1' + '}'.repeat(10_000)] : ['[', ']'.repeat(10_000)]
    const answer = await (await post(deep.replace('"HERE"', open.repeat(10_000) + close))).json()
    expect(answer).toMatchObject({ accepted: 0, rejected: [{ problems: [{ code: 'nesting' }] }] })
  }
  expect((await post(JSON.stringify([event('rating.given', { data: { more: 'x'.repeat(5_000_000) } })]))).status).toBe(
    413,
  )
})
