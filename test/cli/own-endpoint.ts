/** An endpoint that is none of ours, right in all that CONTRACT 5 asks; a test puts in what is wrong with it. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export const ORIGIN = 'https://app.example.com'
const LIMIT = 256 * 1024

interface Event {
  id: string
  subject: string
  data: { moment: string; action: string }
}

export interface Habits {
  stored: Map<string, Event>
  /** ms without a further piece of the body after which it is hung up on; 0 for never. */
  patience: number
  /** Its body; undefined once it is too large. */
  read(request: IncomingMessage): Promise<string | undefined>
  /** Why this is refused; undefined when it is not. */
  refuse(request: IncomingMessage, body: string): number | undefined
  /** The status for these events, stored or not. */
  take(events: Event[], stored: Map<string, Event>): number | Promise<number>
  cors(request: IncomingMessage, status: number): Record<string, string>
  preflight: number
  state(subject: string | null, request: IncomingMessage, stored: Map<string, Event>): [status: number, body: string]
}

const isGood = (token: string | undefined) => token === undefined || token.endsWith('.good')

const habits = (): Habits => ({
  stored: new Map(),
  patience: 400,
  async read(request) {
    let body = ''
    for await (const piece of request.setEncoding('utf8')) {
      body += piece
      if (body.length > LIMIT) return undefined
    }
    return body
  },
  refuse({ headers }, body) {
    if (!isGood(headers.authorization)) return 401
    if (headers['content-type'] !== 'application/cloudevents-batch+json') return 415
    try {
      return Array.isArray(JSON.parse(body)) ? undefined : 400
    } catch {
      return 400
    }
  },
  take(events, stored) {
    for (const event of events) if (!stored.has(event.id)) stored.set(event.id, event)
    return 204
  },
  cors: () => ({
    'access-control-allow-origin': ORIGIN,
    'access-control-allow-headers': 'Authorization, Content-Type',
  }),
  preflight: 204,
  state: () => [405, ''],
})

/** Listens until the test is over; resolves to its URL. */
export async function ownEndpoint(wrong: Partial<Habits> = {}): Promise<string> {
  const it = { ...habits(), ...wrong }
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const end = (status: number, body = '') => response.writeHead(status, it.cors(request, status)).end(body)
    if (request.method === 'OPTIONS') return void end(it.preflight)
    if (request.method === 'GET') {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
      return void end(...it.state(searchParams.get('subject'), request, it.stored))
    }
    const body = await it.read(request)
    if (body === undefined) return void end(413)
    const refused = it.refuse(request, body)
    end(refused ?? (await it.take(JSON.parse(body), it.stored)))
  }
  const server = createServer((request, response) => {
    // What says how long it is comes at once, but for what stops; what comes in pieces may take its time on a busy machine.
    if (it.patience && request.headers['content-length']) {
      const hangUp = () => setImmediate(() => request.complete || request.destroy())
      request.setTimeout(it.patience, () => setImmediate(hangUp))
    }
    answer(request, response).catch(() => response.destroyed || response.writeHead(500).end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/gainloop`
}
