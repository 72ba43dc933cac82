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
