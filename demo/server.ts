/**
 * The demo: a small product with Gainloop in it as a vendor would embed it, the receiver beside it, and a clock that can
 * be moved. `npm start` runs it; the browser tests start it too, and reach in through what `createDemo` returns.
 */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { askLink, createReceiver, type Receiver } from '../src/receiver/index'
import type { Store } from '../src/receiver/store'
import { sqliteStore } from '../src/receiver/stores/sqlite'
import { choicesCookie, choose, readChoices } from './choices'
import { clockScript, createClock } from './clock'
import { type Faults, withFaults } from './faults'
import { fileAt } from './files'
import { knownOf } from './next/known'
import { type Next, nextStep } from './next/next'
import { layout } from './pages/layout'
import { mailPage } from './pages/mail'
import type { PageContext } from './pages/page'
import { nightlyMessages } from './nightly'
import { playbookOf } from './playbook'
import { productApi } from './product-api'
import { productOf, products } from './products'
import { pageAt } from './routes'
import { createStoredFeed } from './stored'
import { signService, signToken } from './token'
import { createWorkspaces } from './workspace'

/** The policy of every page: nothing inline, nothing from elsewhere, no string ever turned into code. */
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

export interface DemoOptions {
  /** 0 takes any free one. @default 0 */
  port?: number
  /** File of the receiver's SQLite database. @default ':memory:' */
  db?: string
  /** The `content-security-policy` of the pages. @default STRICT_POLICY */
  policy?: string
  /** Extra answers, asked first: pages and files that a test needs. */
  extra?: (request: Request) => Response | undefined | Promise<Response | undefined>
  /** Gets a copy of each request that posts to the endpoint, before anything goes wrong with it. */
  onPost?: (request: Request) => void
}

export interface Demo {
  url: string
  /** What the endpoint stored. */
  store: Store
  /** Put in what should go wrong at the endpoint; it goes wrong from the next request on. */
  faults: Faults
  /** Requests the endpoint got, faulty ones too: method and time. */
  requests: { method: string; at: number }[]
  /** What the vendor's server would sign for that user, for pages of a test's own. */
  token(user: string, account?: string): string
  /** With which the vendor's server posts for users who are away. */
  serviceToken(): string
  /** Moves the clock of pages (once they reload) and receiver, in milliseconds ahead of the real one. */
  setClock(offset: number): void
  close(): Promise<void>
}

type Env = { Bindings: HttpBindings }

export async function createDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, db = ':memory:', policy = STRICT_POLICY, extra, onPost } = options
  const clock = createClock()
  const store = sqliteStore(db)
  await store.ready()
  const secret = randomUUID() + randomUUID()
  const receiver = createReceiver({
    ...{ store, secret, now: clock.now, basePath: '/api/gainloop' },
    ask: { playbook: products.map(playbookOf) },
  })
  const feed = createStoredFeed(store)
  const workspaces = createWorkspaces()
  const faults: Faults = {}
  const requests: Demo['requests'] = []
  let run = randomUUID().slice(0, 8)

  function contextOf(request: Request): PageContext {
    const address = new URL(request.url)
    const choices = readChoices(request.headers.get('cookie') ?? '', address)
    const product = productOf(choices.product)
    const user =
      choices.user === '' ? undefined : (product.users.find(({ id }) => id === choices.user) ?? product.users[0])
    return {
      product,
      playbook: playbookOf(product),
      user,
      choices,
      workspace: workspaces.of(product.id, user?.id ?? '', clock.now()),
      path: address.pathname,
      now: clock.now(),
      offset: clock.offset(),
      token: user && signToken(user.id, secret, Date.now()),
      fresh: choices.run !== undefined && choices.run !== run,
    }
  }

  async function nextOf(context: PageContext, path = context.path): Promise<Next> {
    const { playbook, user, workspace, now } = context
    return nextStep({ ...context, path, ...(await knownOf(store, playbook, user, workspace.since, now)) })
  }

  const app = new Hono<Env>()

  app.use(async (context, next) => (await extra?.(context.req.raw)) ?? next())

  app.all('/api/gainloop/*', endpoint).all('/api/gainloop', endpoint)

  async function endpoint(context: { req: { raw: Request }; env: HttpBindings }): Promise<Response> {
    const request = context.req.raw
    requests.push({ method: request.method, at: Date.now() })
    if (request.method === 'POST') onPost?.(request.clone())
    const cut = () => context.env.incoming.socket.destroy()
    return withFaults(faults, cut, async () => {
      const response = await receiver.fetch(request, context.env)
      if (request.method === 'POST') feed.wake()
      return response
    })
  }

  app.get('/demo/stored', () => feed.open())

  app.get('/demo/mail', async (context) => {
    const url = new URL('/api/gainloop', context.req.url)
    const sign: Pick<Receiver, 'askLink'> = {
      askLink: (details) => askLink({ ...details, url, secret, now: clock.now }),
    }
    const page = mailPage(await nightlyMessages(store, sign, clock.now()))
    return context.html(page.source, 200, { 'content-security-policy': policy, 'cache-control': 'no-store' })
  })

  app.get('/demo/next', async (context) => {
    const path = context.req.query('path') ?? '/'
    return context.json(await nextOf(contextOf(context.req.raw), path))
  })

  app.post('/demo/choose', async (context) => {
    const { choices } = contextOf(context.req.raw)
    const chosen = choose(choices, await context.req.json())
    return context.json({}, 200, { 'set-cookie': choicesCookie(chosen) })
  })

  app.post('/demo/clock', async (context) => {
    const { days, offset } = await context.req.json()
    clock.set(typeof days === 'number' ? clock.offset() + days * 86_400_000 : offset)
    return context.json({ offset: clock.offset() })
  })

  app.post('/demo/start-over', async (context) => {
    const subjects = new Set<string>()
    for await (const { event } of store.events()) subjects.add(event.subject)
    for (const subject of subjects) await store.erase(subject)
    workspaces.clear()
    clock.set(0)
    run = randomUUID().slice(0, 8)
    return context.json({})
  })

  app.post('/app/*', async (context) => {
    const page = contextOf(context.req.raw)
    const answer = productApi(page, page.path.slice('/app'.length), await context.req.json())
    return answer === undefined ? context.json({}, 404) : context.json(answer as object)
  })

  app.get('/clock.js', () => scriptOf(clockScript(clock.offset())))

  app.get('*', async (context) => {
    const file = await fileAt(context.req.path)
    if (file) return file
    const page = contextOf(context.req.raw)
    const { page: drawn, status } = pageAt(page)
    return context.html(layout(page, drawn, await nextOf(page)).source, status, {
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'set-cookie': choicesCookie({ ...page.choices, run }),
    })
  })

  const server = createServer(getRequestListener((request, env) => app.fetch(request, env as HttpBindings)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    faults,
    requests,
    token: (user, account) => signToken(user, secret, Date.now(), account),
    serviceToken: () => signService(secret, Date.now()),
    setClock: clock.set,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await store.close()
    },
  }
}

/** A header object of its own each time: `@hono/node-server` writes the content's length into the one it is given. */
const scriptOf = (code: string): Response =>
  new Response(code, { headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' } })
