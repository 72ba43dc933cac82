/** A success team's server, as a test drives it: it takes what the official library finds rightly signed. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { vi } from 'vitest'
import type { GainloopEvent } from '../../../src/delivery/event'

export const SECRET = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`

export interface Consumer {
  url: string
  /** What it answers; 204 takes the event. */
  status: number
  /** It answers nothing. */
  hangs: boolean
  /** Events it took, in order, by their `webhook-id`. */
  taken: { id: string; event: GainloopEvent }[]
  /** Requests it got. */
  requests: number
  close(): void
}

/** @param now the test's clock: a signature is good for five minutes */
export async function startConsumer(now: () => number): Promise<Consumer> {
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString()
    consumer.requests++
    if (consumer.hangs) return
    if (consumer.status < 300) {
      const clock = vi.spyOn(Date, 'now').mockImplementation(now)
      try {
        const event = new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as GainloopEvent
        consumer.taken.push({ id: String(request.headers['webhook-id']), event })
      } catch {
        consumer.status = 401
      } finally {
        clock.mockRestore()
      }
    }
    response.writeHead(consumer.status, { location: '/elsewhere' }).end('thanks')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const consumer: Consumer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    status: 204,
    hangs: false,
    taken: [],
    requests: 0,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return consumer
}
