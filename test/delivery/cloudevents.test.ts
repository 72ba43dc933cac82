import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeEvent } from '../../src/delivery/compose'
import { type EventType, eventData } from '../../src/delivery/event'
import { event } from '../receiver/events'
import { expectStrict } from '../support/cloudevents'

const TYPE = 'application/cloudevents-batch+json'
const envelope = { playbook: 'postcard', subject: 'u_81', id: 'e1', now: Date.UTC(2026, 2, 3, 12) }

describe('To the official SDK of CloudEvents, in strict mode, an event is', () => {
  test.each(Object.keys(eventData) as EventType[])('%s, as it is composed', (type) => {
    const composed = composeEvent(type, event(type.replace('gainloop.', '')).data, envelope)
    expectStrict(TYPE, JSON.stringify([composed]))
  })

  test('what it is whatever the page calls its users, moments and properties', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 })
    fc.assert(
      fc.property(text, text, fc.dictionary(text, fc.anything()), (subject, moment, properties) => {
        const data = { moment, action: 'a', at: '2026-03-03T12:00:00Z', properties, language: 'en', segments: [] }
        let composed
        try {
          composed = composeEvent('gainloop.action.completed', data, { ...envelope, subject })
        } catch (error) {
          // What is no data at all: cyclic, or a BigInt.
          expect(error).toBeInstanceOf(TypeError)
          return
        }
        expectStrict(TYPE, JSON.stringify([composed]))
      }),
      { numRuns: 300 },
    )
  })

  test.each<[string, object]>([
    ['without an id', { id: undefined }],
    ['without a time', { time: undefined }],
    ['without a type', { type: undefined }],
    ['of another version', { specversion: '2.0' }],
    ['with an attribute in camel case', { sentAt: '2026-03-03T12:00:00Z' }],
  ])('not one %s', (_, change) => {
    const batch = JSON.stringify([{ ...event('rating.given'), ...change }])
    expect(() => expectStrict(TYPE, batch)).toThrow()
  })

  test('not one when its content type is JSON', () => {
    expect(() => expectStrict('application/json', JSON.stringify([event('rating.given')]))).toThrow()
  })
})
