/** An outbox in a tab, and what a test asks of it. */
import { vi } from 'vitest'
import type { GainloopEvent } from '../../src/delivery/event'
import { createOutbox, type OutboxOptions } from '../../src/delivery/outbox'
import { rest, type Tab, type World } from './world'

export function start(world: World, options: Partial<OutboxOptions> = {}, tab: Tab = world.tab()) {
  const onError = vi.fn<OutboxOptions['onError']>()
  const outbox = createOutbox({
    host: tab,
    endpoint: '/api/gainloop',
    lock: 'send',
    onError,
    random: () => 0.5,
    ...options,
  })
  const add = async (...events: GainloopEvent[]) => {
    await tab.vault.change(() => ({ add: events, value: undefined }))
    outbox.wake(events)
    await rest()
  }
  const waiting = async () => (await tab.vault.waiting()).map((record) => record.event.id)
  const codes = () => onError.mock.calls.map(([error]) => error.code)
  const said = () => onError.mock.calls.map(([error]) => error.message.replace('delivery to /api/gainloop: ', ''))
  return { outbox, tab, add, waiting, codes, said, onError }
}

/** The ids of each request's events. */
export const ids = (world: World) => world.requests.map((request) => request.ids.join(' '))
