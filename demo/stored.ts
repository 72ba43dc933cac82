/** What the endpoint stored, as a stream of server-sent events: each is read back out of the store, never passed by it. */
import type { Store } from '../src/receiver/store'

export interface StoredFeed {
  /** Something may have been stored: every open stream reads on. */
  wake(): void
  /** A `text/event-stream` of all that is stored and all that will be. */
  open(): Response
}

export function createStoredFeed(store: Store): StoredFeed {
  const wakers = new Set<() => void>()
  return {
    wake() {
      for (const wake of wakers) wake()
    },
    open() {
      const sent = new Set<string>()
      let wake = (): void => {}
      const body = new ReadableStream<string>({
        start(controller) {
          let reading = Promise.resolve()
          const read = async () => {
            for await (const { event } of store.events()) {
              if (sent.has(event.id)) continue
              sent.add(event.id)
              controller.enqueue(`data: ${JSON.stringify(event)}\n\n`)
            }
          }
          wake = () => {
            reading = reading.then(read).catch(() => {
              wakers.delete(wake)
            })
          }
          wakers.add(wake)
          controller.enqueue(': open\n\n')
          wake()
        },
        cancel() {
          wakers.delete(wake)
        },
      })
      return new Response(body.pipeThrough(new TextEncoderStream()), {
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
      })
    },
  }
}
