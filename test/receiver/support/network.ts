/** What lies between a store and its PostgreSQL, as a test drives it. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'

export interface Network {
  /** The database by way of this. */
  url: string
  /** Whether all that is sent vanishes, as behind a firewall that drops: connections stand, and nobody answers. */
  swallows: boolean
  /** Bytes that vanished. */
  swallowed: number
  /** Breaks every connection. */
  cut(): void
  close(): void
}

export async function startNetwork(database: string): Promise<Network> {
  const { hostname, port, searchParams } = new URL(database)
  const folder = searchParams.get('host')
  const there = () =>
    folder ? connect(join(folder, `.s.PGSQL.${port || 5432}`)) : connect(Number(port || 5432), hostname)
  const sockets = new Set<Socket>()
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from)
    from
      .on('data', (bytes) => {
        if (network.swallows) network.swallowed += bytes.length
        else to.write(bytes)
      })
      .on('error', () => {})
      .on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
  }
  const server = createServer((here) => {
    const far = there()
    pass(here, far)
    pass(far, here)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(database)
  url.search = ''
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const network: Network = {
    url: url.href,
    swallows: false,
    swallowed: 0,
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    close() {
      network.cut()
      server.close()
    },
  }
  return network
}
