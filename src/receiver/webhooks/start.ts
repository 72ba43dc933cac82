/** Starts the senders of all webhooks of a receiver. */
import type { EventType, GainloopEvent } from '../../delivery/event'
import type { Addressees } from '../store'
import { storeFailure } from '../store-failure'
import type { Every } from '../timer'
import { createSender, GIVE_UP_AFTER, type SenderWorld } from './sender'
import type { Webhook } from './webhook'

/** How often senders check for retries that are due and for deliveries of receivers that crashed, in ms. */
export const CHECK_INTERVAL = 1000
const HOUR = 3_600_000

export interface Webhooks {
  addressees: Addressees
  /** To be called when events were stored. */
  check(): void
  stop(): Promise<void>
}

export function startWebhooks(
  webhooks: readonly Webhook[],
  { every, ...world }: SenderWorld & { every: Every },
): Webhooks {
  const { outbox, log, now } = world
  const senders = webhooks.map((webhook) => createSender(webhook, world))
  const urls = webhooks.map(({ url }) => url)
  const subscriptions = webhooks.map(({ url, types }) => ({ url, types: types && new Set<EventType>(types) }))
  const check = () => {
    for (const sender of senders) sender.check()
  }

  /** Removes what still waits for webhooks that are no longer configured. */
  async function sweep(): Promise<void> {
    try {
      const count = await outbox.abandon(urls, now() - GIVE_UP_AFTER)
      if (count) log({ level: 'error', event: 'webhook-abandoned', count })
    } catch (error) {
      log(storeFailure(error))
    }
  }

  const stops = [every(CHECK_INTERVAL, check), every(HOUR, () => void sweep())]
  check()
  const swept = sweep()
  return {
    addressees: ({ type }: GainloopEvent) =>
      subscriptions.filter(({ types }) => !types || types.has(type)).map(({ url }) => url),
    check,
    async stop() {
      for (const stop of stops) stop()
      await swept
      await Promise.all(senders.map((sender) => sender.stop()))
    },
  }
}
