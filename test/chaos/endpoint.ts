/** The real receiver, and in front of it whatever can happen to a request. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { SignJWT } from 'jose'
import { askLink, createReceiver } from '../../src/receiver/index'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import type { GainloopEvent } from '../../src/delivery/event'
import { diceOf } from './dice'
import { createFaults, type Faults } from './faults'
import type { Ledger } from './ledger'
import type { EndpointFault } from './plan'
import { playbook } from './playbook'

export interface Endpoint {
  store: Store
  /** The page of one user. `anew`: it forgets whoever used the browser before. */
  page(user: string, build: string, anew?: boolean): string
  /** This fault meets the user's next requests, so many, after those already waiting to. */
  queue(user: string, fault: EndpointFault, times: number): void
  /** The address of the page that asks about a moment the vendor's server has tracked. */
  link(user: string, moment: string): Promise<string>
  /** The events, by their ids, that the endpoint can't take at present. */
  poisoned(user: string): string[]
  /** Nothing goes wrong any more. */
  calm(user: string): void
  close(): Promise<void>
}

const BUILT = join(import.meta.dirname, '../../dist/embed')
const POST = '/api/gainloop'
/** What comes with a status. The address of the redirect answers a GET with 200 and JSON, as an API would. */
const HEADERS: Record<string, Record<string, string>> = {
  302: { location: '/playbook.json' },
  429: { 'retry-after': '1' },
}

export async function openEndpoint(ledger: Ledger, seed: number): Promise<Endpoint> {
  const dice = diceOf(seed + 1)
  const store = sqliteStore(':memory:')
  await store.ready()
  const secret = randomUUID() + randomUUID()
  const receiver = createReceiver({
    store,
    secret,
    basePath: POST,
    ask: { playbook },
    on: { '*': (event) => ledger.stored(event) },
  })
  const users = new Map<string, Faults>()
  let url = ''

  /** A page that was closed at once could tell nobody of its rating, and this one does not arrive before the user is done. */
  const known = (event: GainloopEvent): void => {
    if (event.type === 'gainloop.rating.given') ledger.announced(event as GainloopEvent<'gainloop.rating.given'>)
  }

  const faultsOf = (user: string): Faults => {
    const faults = users.get(user) ?? createFaults(ledger.met, known)
    users.set(user, faults)
    return faults
  }

  /** A token of its own each time, as a server that refused the last one would want. */
  const token = (user: string): Promise<string> =>
    new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user)
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret))

  const page = (user: string, build: string, anew: boolean): string => {
    const script = build === 'gainloop.all.js' ? '' : ' type="module"'
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Chaos</title>
<script>${anew ? "gainloop('reset');" : ''}gainloop('identify', { id: '${user}', token: () => fetch('/token/${user}').then((r) => r.text()) })</script>
<script async${script} src="/built/${build}" data-playbook="/playbook.json" data-endpoint="${POST}/${user}"></script></html>`
  }

  async function toReceiver(request: IncomingMessage, body: Buffer<ArrayBuffer>): Promise<Response> {
    const headers = new Headers(request.headers as Record<string, string>)
    const response = await receiver.fetch(new Request(url + POST, { method: 'POST', headers, body }))
    if (response.status === 202) ledger.resent((await response.clone().json()).duplicates)
    return response
  }

  async function post(user: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces)
    const fault = faultsOf(user).meet(JSON.parse(body.toString()) as GainloopEvent[])
    const { socket } = request
    if (fault === 'HTML 200') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><title>App</title>')
      return
    }
    if (fault && /^\d+$/.test(fault)) {
      response.writeHead(Number(fault), HEADERS[fault]).end()
      return
    }
    if (fault === 'reset' || fault === 'reset before storing') return void socket.resetAndDestroy()
    // Nobody knows whether a silent server has stored anything.
    if (fault === 'silence' && dice.roll() < 0.5) return
    const answer = await toReceiver(request, body)
    if (fault === 'silence') return
    if (fault === 'reset after storing') return void socket.resetAndDestroy()
    const text = await answer.text()
    if (fault === 'truncated reply') {
      const whole = `HTTP/1.1 ${answer.status} Accepted\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
      // Anywhere: in the status line, in a header, in the body.
      socket.write(whole.slice(0, 1 + dice.below(whole.length - 1)), () => socket.destroy())
      return
    }
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text)
  }

  /** The page of a link, and what it posts: now and then it, or the answer to it, is lost on the way. */
  async function toAsk(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const method = request.method ?? 'GET'
    const posts = method === 'POST'
    const luck = posts ? dice.roll() : 1
    if (luck < 0.2) return void request.socket.resetAndDestroy()
    if (luck < 0.3) return void response.writeHead(500).end()
    const answer = await receiver.fetch(
      new Request(url + path, {
        method,
        headers: new Headers(request.headers as Record<string, string>),
        ...(posts && { body: Buffer.concat(pieces) }),
      }),
    )
    if (luck < 0.5) return void request.socket.resetAndDestroy()
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
  }

  const link = async (user: string, moment: string): Promise<string> => {
    const at = new Date().toISOString()
    const event = {
      ...{ specversion: '1.0', id: randomUUID(), source: '/gainloop/chaos', type: 'gainloop.action.completed' },
      ...{ subject: user, time: at, datacontenttype: 'application/json' },
      data: { action: 'done', moment, at, label: moment, language: 'en', segments: [] },
    } as GainloopEvent
    await store.append([{ event, at: Date.parse(at), received: Date.parse(at) }])
    return askLink({ url: url + POST, secret, subject: user, action: 'done', moment })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, first, second = '', third = '', fourth] = new URL(request.url ?? '/', url).pathname.split('/')
    const send = (type: string, body: string | Buffer) =>
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(body)
    if (first === 'api' && /^ask(\.js(on)?)?$/.test(third)) return toAsk(request.url ?? '/', request, response)
    if (first === 'api') return post(third, request, response)
    if (first === 'token' && faultsOf(second).tokenHangs()) return
    if (first === 'token') return void send('text/plain', await token(second))
    if (first === 'playbook.json') return void send('application/json', JSON.stringify(playbook))
    if (first === 'built') return void send('text/javascript', await readFile(join(BUILT, basename(second))))
    if (first === 'user') return void send('text/html', page(second, third, fourth === 'anew'))
    response.writeHead(404).end()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    store,
    page: (user, build, anew = false) => `${url}/user/${user}/${build}${anew ? '/anew' : ''}`,
    link,
    queue: (user, fault, times) => faultsOf(user).queue(fault, times),
    poisoned: (user) => faultsOf(user).poisoned(),
    calm: (user) => void users.delete(user),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await store.close()
    },
  }
}
