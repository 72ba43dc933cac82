/** All webhooks of a receiver. */
import type { EventType, GainloopEvent } from '../../delivery/event'
import { nameOf } from '../log'
import type { Addressees } from '../store'
import type { Every } from '../timer'
import { type Courier, courier, type World } from './courier'
import { GIVE_UP } from './patience'
import type { Webhook } from './webhook'

/** Milliseconds between looks for what others left: retries that are due, and what a receiver that died had begun. */
export const LOOK = 1000
const HOUR = 3_600_000

export interface Webhooks {
  addressees: Addressees
  /** Something may have been stored. */
  look(): void
  stop(): Promise<void>
}

export function startWebhooks(webhooks: readonly Webhook[], { every, ...world }: World & { every: Every }): Webhooks {
  const { outbox, log, now } = world
  const couriers: Courier[] = webhooks.map((webhook) => courier(webhook, world))
  const urls = webhooks.map(({ url }) => url)
  const wanted = webhooks.map(({ url, types }) => ({ url, types: types && new Set<EventType>(types) }))
  const look = () => {
    for (const each of couriers) each.look()
  }

  /** What waits for webhooks that are no longer configured. */
  async function sweep(): Promise<void> {
    try {
      const count = await outbox.abandon(urls, now() - GIVE_UP)
      if (count) log({ level: 'error', event: 'webhook-abandoned', count })
    } catch (error) {
      log({ level: 'error', event: 'store-failed', error: nameOf(error) })
    }
  }

  const stops = [every(LOOK, look), every(HOUR, () => void sweep())]
  look()
  const swept = sweep()
  return {
    addressees: ({ type }: GainloopEvent) =>
      wanted.filter(({ types }) => !types || types.has(type)).map(({ url }) => url),
    look,
    async stop() {
      for (const stop of stops) stop()
      await swept
      await Promise.all(couriers.map((each) => each.stop()))
    },
  }
}
