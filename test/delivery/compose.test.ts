import { describe, expect, it } from 'vitest'
import { composeEvent } from '../../src/delivery/compose'
import { envelope, eventData } from '../../src/delivery/event'
import { NOON } from './events'

const completed = (properties: Record<string, unknown>) =>
  composeEvent(
    'gainloop.action.completed',
    {
      moment: 'c_42',
      action: 'campaign.sent',
      at: new Date(NOON).toISOString(),
      properties,
      language: 'en',
      segments: [],
    },
    { playbook: 'postcard', subject: 'u_81', id: 'e1', now: NOON },
  )

describe('A composed event', () => {
  it('fits the wire schema', () => {
    const event = completed({ recipients: 1_800 })
    expect(envelope.parse(event)).toEqual(event)
    expect(eventData['gainloop.action.completed'].parse(event.data)).toEqual(event.data)
    expect(event).toMatchObject({ source: '/gainloop/postcard', subject: 'u_81', time: '2026-03-03T12:00:00.000Z' })
  })

  it.each<[string, unknown, unknown]>([
    ['half a surrogate pair, as a cut emoji leaves it', 'ok \ud83d', 'ok \ufffd'],
    ['NUL', 'a\0b', 'a\ufffdb'],
    ['a whole emoji', 'ok 👍🏽', 'ok 👍🏽'],
    ['a function', () => 1, undefined],
    ['undefined', undefined, undefined],
    ['a date', new Date(NOON), '2026-03-03T12:00:00.000Z'],
    ['not a number', Number.NaN, null],
  ])('carries %s as plain, storable JSON', (_, given, expected) => {
    expect(completed({ given }).data.properties?.given).toEqual(expected)
  })

  it('shares nothing with what it was made from', () => {
    const properties = { list: [1] }
    const event = completed(properties)
    properties.list.push(2)
    expect(event.data.properties).toEqual({ list: [1] })
  })
})
