/** From the outbox to the endpoint: starts with consent, and lets the card go first. */
import { bounded } from '../delivery/bytes'
import type { GainloopEvent } from '../delivery/event'
import { createOutbox, type Outbox } from '../delivery/outbox'
import type { Host } from '../host/host'
import { misreadAddress } from '../host/address'
import { painted } from '../host/painted'
import { withTimeout } from '../host/timer'
import { fault } from './fault'
import type { LoopParts } from './parts'
import type { Speaker } from './speaker'

/** How long the card goes first, in ms. */
const PATIENCE = 5_000

export interface Delivery {
  /** Consent is given. */
  start(): void
  /** Consent is withdrawn. */
  stop(): void
  /** These are being written to the outbox. They leave with the page, should it go before. */
  hold(events: GainloopEvent[]): void
  /** These were written to the outbox. */
  added(events: GainloopEvent[]): void
  /** Another user was named, or another token: what the endpoint was waiting for, or what a token was waited for. */
  renew(): void
  /** Sends nothing new until what `work` shows is painted. A page that is hidden sends all the same. */
  after(work: Promise<unknown>): void
  /** As the public method. */
  flush(): Promise<void>
  destroy(): void
}

interface DeliveryOptions {
  host: Host
  /** Empty or undefined: ratings stay in the browser. */
  endpoint: string | undefined
  /** The `source` of this page's events. */
  source: string
  /** The name of the lock that the tabs share. */
  lock: string
  speaker: Speaker
  report(problem: unknown): void
  /** Loads what looks for the reason when there is no answer. */
  explain: LoopParts['explain']
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { host, endpoint, source, lock, speaker, report, explain } = options
  let outbox: Outbox | undefined
  let first: Promise<unknown> = Promise.resolve()

  const send = async (): Promise<void> => {
    await first
    outbox?.wake()
  }
  return {
    start() {
      if (endpoint) {
        const misread = misreadAddress(endpoint)
        if (misread) report(fault('endpoint-invalid', `the endpoint ${endpoint}: ${misread}`))
        outbox = createOutbox({
          host,
          endpoint,
          source,
          lock,
          token: speaker.tokenFor,
          onError: report,
          whyUnanswered: async () => (await explain()).whyUnanswered(endpoint),
        })
        void send()
        return
      }
      report(fault('endpoint-missing', 'no endpoint: ratings wait in this browser'))
      host.vault.revise((waiting) => bounded(waiting, host.now())).catch(report)
    },
    stop() {
      outbox?.destroy()
      outbox = undefined
    },
    hold: (events) => outbox?.hold(events),
    added(events) {
      if (events.length === 0) return
      outbox?.add(events)
      void first.then(() => outbox?.wakeFor(events))
    },
    renew: () => outbox?.renew(),
    after(work) {
      // Whatever became of it is reported elsewhere. Code of the card that never arrives must not keep ratings back.
      const shown = withTimeout(PATIENCE, work).then(painted, () => {})
      first = Promise.all([first, shown])
    },
    async flush() {
      await outbox?.flush()
    },
    destroy() {
      outbox?.destroy()
      outbox = undefined
    },
  }
}
