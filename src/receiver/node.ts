/** `gainloop/receiver/node`: runs a receiver on plain Node. */
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Receiver } from './receiver'

/** Enough for a phone on a slow connection to upload 256 KiB. A client that takes longer only occupies the connection. */
const REQUEST_TIMEOUT = 60_000
/** Less than the 10 s after which `docker stop` kills a process. */
const CLOSE_TIMEOUT = 5_000

export interface ListenOptions {
  /** The TCP port; 0 takes any free one. @default 8787 */
  port?: number
  /** The address to listen on. In a container use `'0.0.0.0'`. @default '127.0.0.1', which only this machine can reach */
  host?: string
}

export interface Listening {
  /** Where the receiver answers, such as `http://127.0.0.1:8787/`. */
  url: string
  /** The port it listens on: with `port: 0`, the one it was given. */
  port: number
  /**
   * Accepts no new connections and resolves once the requests in progress are answered, after 5 seconds at the latest.
   * A request that is cut off is not acknowledged, so the browser sends its events again. Calling it twice is harmless.
   * The receiver and its store stay open.
   */
  close(): Promise<void>
}

const EXAMPLE = 'listen(receiver, { port: 8787 })'

/** For a server you already have: `createServer(requestListener(receiver))`, or in Express `app.use('/api/gainloop', requestListener(receiver))`. */
export function requestListener(receiver: Pick<Receiver, 'fetch'>): RequestListener {
  return getRequestListener((request, connection) => receiver.fetch(request, connection), {
    overrideGlobalObjects: false,
  })
}

/**
 * Starts an HTTP server for a receiver.
 *
 * @example
 * const receiver = createReceiver({ store: sqliteStore('gainloop.db'), secret: process.env.GAINLOOP_SECRET })
 * const { url } = await listen(receiver, { port: 8787 })
 *
 * @returns a promise that resolves once the server accepts connections, and rejects with Node's own error if it can't, such as
 * `EADDRINUSE` for a port that another program uses.
 * @throws TypeError if the receiver, the port or the host is malformed; the promise rejects with it.
 */
export async function listen(
  receiver: Pick<Receiver, 'fetch'>,
  { port = 8787, host = '127.0.0.1' }: ListenOptions = {},
): Promise<Listening> {
  checkArguments(receiver, port, host)
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT }, requestListener(receiver))
  let closed: Promise<void> | undefined
  // A connection whose request ends after `close` would otherwise stay open for the 5 seconds of `keepAliveTimeout`.
  server.on('request', (_, response) => response.on('close', () => closed && server.closeIdleConnections()))
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    url: urlOf(host, address.port),
    port: address.port,
    close: () => (closed ??= close(server)),
  }
}

function checkArguments(receiver: unknown, port: unknown, host: unknown): void {
  if (typeof (receiver as Partial<Receiver> | undefined)?.fetch !== 'function') {
    throw new TypeError(`listen: expected a receiver from createReceiver() as the first argument; write ${EXAMPLE}`)
  }
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TypeError(
      `listen: expected "port" to be a whole number from 0 to 65535, got ${JSON.stringify(port)}; write ${EXAMPLE}`,
    )
  }
  if (typeof host !== 'string' || host === '') {
    throw new TypeError(
      `listen: expected "host" to be an address like "127.0.0.1" or "0.0.0.0", got ${JSON.stringify(host)}`,
    )
  }
}

function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/`
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timeout = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT)
  await closed
  clearTimeout(timeout)
}
