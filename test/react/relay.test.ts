import { expect, it } from 'vitest'
import { createRelay } from '../../src/react/relay'
import { createGainloop, made } from './recorder'

const instance = () => {
  const gainloop = createGainloop({ playbook: '/playbook.json' })
  return { gainloop, calls: made.at(-1)?.calls ?? [] }
}

it('keeps calls made before there is an instance, and passes them on in their order, once', () => {
  const { gainloop, connect } = createRelay()
  gainloop.identify({ id: 'u_1' })
  gainloop.track('campaign.sent', { id: 'c_42' })
  gainloop.result('c_42', { opened: 0.3 })
  gainloop.cancel('c_42')
  gainloop.ask('c_42')
  gainloop.lesson('next-time')
  gainloop.setLanguage('de')
  gainloop.setTheme('dark')
  gainloop.consent(true)
  gainloop.reset()

  const [first, second] = [instance(), instance()]
  connect(first.gainloop)
  expect(first.calls).toEqual([
    ['identify', { id: 'u_1' }],
    ['track', 'campaign.sent', { id: 'c_42' }],
    ['result', 'c_42', { opened: 0.3 }],
    ['cancel', 'c_42'],
    ['ask', 'c_42'],
    ['lesson', 'next-time'],
    ['setLanguage', 'de'],
    ['setTheme', 'dark'],
    ['consent', true],
    ['reset'],
  ])
  connect(second.gainloop)
  expect(second.calls).toEqual([])
})

it('holds listeners and places for every instance, until they are taken back', () => {
  const { gainloop, connect } = createRelay()
  const listener = (): void => {}
  const place = {} as Element
  const off = gainloop.on('gainloop.rating.given', listener)
  const [first, second, third] = [instance(), instance(), instance()]
  connect(first.gainloop)
  const unmount = gainloop.mount(place, 'campaign.sent')
  const held = [
    ['on', 'gainloop.rating.given', listener],
    ['mount', place, 'campaign.sent'],
  ]
  expect(first.calls).toEqual(held)
  connect(undefined)
  connect(second.gainloop)
  expect(second.calls).toEqual(held)
  off()
  unmount()
  expect(second.calls.slice(2)).toEqual([
    ['off', 'gainloop.rating.given'],
    ['unmount', place],
  ])
  connect(third.gainloop)
  expect(third.calls).toEqual([])
})

it('takes nothing back from an instance that is gone', () => {
  const { gainloop, connect } = createRelay()
  const { gainloop: first, calls } = instance()
  connect(first)
  const off = gainloop.on('*', () => {})
  connect(undefined)
  off()
  expect(calls.map(([method]) => method)).toEqual(['on'])
})

it('answers questions at once while there is no instance, so that nobody waits for good', async () => {
  const { gainloop, connect } = createRelay()
  await gainloop.flush()
  expect(await gainloop.explain('campaign.sent')).toEqual([
    {
      action: 'campaign.sent',
      ask: false,
      reasons: [{ code: 'no-playbook', message: expect.stringContaining('effect or an event handler') }],
    },
  ])
  connect(instance().gainloop)
  expect(await gainloop.explain('campaign.sent')).toEqual([{ action: 'campaign.sent', ask: true, reasons: [] }])
})
