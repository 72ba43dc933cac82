import { once } from 'node:events'
import { createServer, request as send } from 'node:http'
import { json } from 'node:stream/consumers'
import { test as base, describe, expect } from 'vitest'
import { type Listening, listen, type ListenOptions, requestListener } from '../../src/receiver/node'
import { createReceiver, type Receiver } from '../../src/receiver/receiver'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'

const test = base.extend<{ receiver: Receiver; start: (options?: ListenOptions) => Promise<Listening> }>({
  receiver: async ({}, use) => {
    const store = sqliteStore(':memory:')
    const receiver = createReceiver({ store, log: () => {} })
    await use(receiver)
    await receiver.close()
    await store.close()
  },
  start: async ({ receiver }, use) => {
    const started: Listening[] = []
    await use(async (options = { port: 0 }) => {
      const listening = await listen(receiver, options)
      started.push(listening)
      return listening
    })
    await Promise.all(started.map((listening) => listening.close()))
  },
})

const headers = { 'content-type': 'application/cloudevents-batch+json' }
const body = JSON.stringify([event('rating.given')])
const post = (url: string) => fetch(url, { method: 'POST', headers, body })

describe('listen', () => {
  test('takes events at the URL it resolves to', async ({ start }) => {
    const { url, port } = await start()
    expect(url).toBe(`http://127.0.0.1:${port}/`)
    expect([(await post(url)).status, (await fetch(`${url}health`)).status]).toEqual([202, 200])
  })

  test('says in its URL how this machine reaches a server that listens on every address', async ({ start }) => {
    const { url, port } = await start({ port: 0, host: '0.0.0.0' })
    expect(url).toBe(`http://127.0.0.1:${port}/`)
    expect((await post(url)).status).toBe(202)
  })

  test('tells the receiver the address of the client, so that its rate limit holds', async ({ start, receiver }) => {
    const addresses: (string | undefined)[] = []
    const { url, close } = await listen(
      {
        fetch: (request, connection) => {
          addresses.push(connection?.incoming?.socket?.remoteAddress)
          return receiver.fetch(request, connection)
        },
      },
      { port: 0 },
    )
    await post(url)
    await close()
    expect(addresses).toEqual(['127.0.0.1'])
    expect(start).toBeDefined()
  })

  test('rejects with Node’s own error when another program uses the port', async ({ start }) => {
    const { port } = await start()
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test.for<[string, unknown, string]>([
    [
      'a port that is text',
      { port: '8787' },
      'listen: expected "port" to be a whole number from 0 to 65535, got "8787"',
    ],
    [
      'a port there is not',
      { port: 65_536 },
      'listen: expected "port" to be a whole number from 0 to 65535, got 65536',
    ],
    ['an empty host', { host: '' }, 'listen: expected "host" to be an address like "127.0.0.1" or "0.0.0.0", got ""'],
  ])('refuses %s', async ([, options, message], { receiver }) => {
    await expect(listen(receiver, options as ListenOptions)).rejects.toThrow(message)
  })

  test('refuses what is no receiver, and says what to write', async () => {
    const options = { port: 0 } as unknown as Receiver
    await expect(listen(options)).rejects.toThrow('write listen(receiver, { port: 8787 })')
  })
})

describe('close', () => {
  test('lets a request in progress end, accepts no new one, and may be called twice', async ({ start }) => {
    const { url, close } = await start()
    const request = send(url, { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } })
    request.write(body.slice(0, 20))
    // Answered after the half above has arrived.
    await (await fetch(`${url}health`)).text()
    const closed = Promise.all([close(), close()])
    await expect(post(url)).rejects.toThrow('fetch failed')
    request.end(body.slice(20))
    const [response] = await once(request, 'response')
    expect([response.statusCode, await json(response)]).toEqual([202, { accepted: 1, duplicates: 0, rejected: [] }])
    await closed
  })
})

test('requestListener mounts the receiver in a server that is there already', async ({ receiver, onTestFinished }) => {
  const listener = requestListener(receiver)
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/gainloop')) listener(request, response)
    else response.end('The rest of your product')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  expect((await post(`http://127.0.0.1:${port}/api/gainloop`)).status).toBe(202)
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('The rest of your product')
})
