/** The vendor's endpoint as one web-standard handler. */
import { Hono, type MiddlewareHandler } from 'hono'
import type { PageRequest } from '../report/page/filter-form'
import { addressOf, type Connection, proxyTest } from './address'
import { askLink, type AskLinkDetails } from './ask/ask-link'
import { getAsk } from './ask/get-ask'
import { askSettings } from './ask/options'
import { postAsk } from './ask/post-ask'
import { readPageScript } from './ask/script'
import { bodyBudget } from './body-budget'
import { checkOptions } from './check-options'
import { fairTurns } from './fair-turns'
import { getReport } from './get-report'
import { getState } from './get-state'
import { healthOf } from './health'
import { hostTest } from './hosts'
import { defaultLimits } from './limits'
import { errorName, jsonLog, type Log, type LogLine } from './log'
import { openapi } from './openapi'
import type { ReceiverOptions } from './options'
import { allowOrigin, hostsOf, originTest, preflight } from './origins'
import { refusedOrigins } from './refused-origins'
import { routeOf } from './path'
import { postEvents } from './post-events'
import { problemResponse, tooManyRequests, unavailable } from './problem-response'
import { openReportPage, problemAsPage, wantsPage } from './report-page'
import { startRetention } from './retention'
import { spendingOf } from './spending'
import { every } from './timer'
import { tokenVerifier } from './verify-token'
import { startWebhooks } from './webhooks/start'

export interface Receiver {
  /**
   * Answers one request.
   * @param connection what the server knows of the client; its address is needed for the rate limit by address
   * @returns a promise that never rejects: every failure is a response.
   */
  fetch(request: Request, connection?: Connection): Promise<Response>
  /**
   * Signs the address of a page that asks a user about one moment, for your own e-mail or chat message. It takes what the function
   * `askLink` takes; `url`, `secret` and `playbook` it has from the option `ask`.
   *
   * @example
   * const link = await receiver.askLink({ subject: user.id, action: 'campaign.sent', moment: campaign.id, expiresIn: '7d' })
   *
   * @returns a promise of the address. It rejects with a TypeError if `ask` or `ask.url` is missing, or an option is malformed.
   */
  askLink(details: AskLinkDetails & { playbook?: string | { id: string } | undefined }): Promise<string>
  /**
   * Stops retention and webhooks; resolves once they have stopped, usually at once. A webhook request that is cut off is sent
   * again by the next receiver that starts on the same store. The store stays open: close it afterwards.
   */
  close(): Promise<void>
}

type Env = {
  Bindings: Connection
  Variables: { note: Partial<LogLine>; address: string | undefined; pageRequest?: PageRequest }
}

/** How many events are validated and stored at once. Whoever comes meanwhile waits, those with few events for the shortest time. */
const EVENTS_AT_ONCE = 2_000

/**
 * Creates the handler for your endpoint: it takes events, serves a user's state and the success-gap report, and reports its
 * health. `GET /openapi.json` of a running receiver describes all of it. Without `secret` and `jwks` anyone who reaches it may
 * post events for any user; it logs a warning about that.
 *
 * @example
 * const receiver = createReceiver({ store: sqliteStore('gainloop.db'), secret: process.env.GAINLOOP_SECRET })
 * const response = await receiver.fetch(request)
 *
 * @throws TypeError if there is no store, an option, limit or event type is unknown, the secret is missing, empty or shorter than
 * 32 bytes, or an origin or webhook is malformed. The message says what to write instead.
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  checkOptions(options)
  const { store, anonymous = true, basePath, retention, now = Date.now } = options
  const log = options.log ?? warningsOnly(now)
  const limits = { ...defaultLimits, ...options.limits }
  const isAllowed = originTest(options.origins ?? [])
  const isAllowedHost = hostTest(options.hosts ?? hostsOf(options.origins))
  const trustsProxy = proxyTest(options.trustProxy)
  const spending = spendingOf(limits, now)
  const health = healthOf(store, log, now)
  const webhooks =
    options.webhooks?.length && store.outbox
      ? startWebhooks(options.webhooks, { outbox: store.outbox, fetch: options.fetch ?? globalFetch, log, now, every })
      : undefined
  const stopRetention =
    retention !== undefined && store.expire
      ? startRetention(retention, { expire: store.expire.bind(store), outbox: store.outbox, log, now, every })
      : undefined
  const ask = options.ask && askSettings(options.ask, options.secret)
  const context = {
    ...{ store, anonymous, limits, spending, health, log, now },
    verify: tokenVerifier(options, now),
    bodies: bodyBudget(Math.max(limits.memory, limits.bytes), limits.bytes, now),
    takeTurn: fairTurns(EVENTS_AT_ONCE),
    on: options.on,
    webhooks,
  }
  if (!context.verify) log({ level: 'warn', event: 'open', hint: OPEN_HINT })
  if (options.jwks !== undefined && (options.audience === undefined || options.issuer === undefined)) {
    log({ level: 'warn', event: 'any-audience', hint: ANY_AUDIENCE_HINT })
  }

  const app = new Hono<Env>({ getPath: (request) => routeOf(request.url, basePath, !!ask) })

  app.use(async (c, next) => {
    const started = performance.now()
    c.set('note', {})
    c.set('address', addressOf(c.req.raw.headers, c.env, trustsProxy))
    await next()
    allowOrigin(c.res.headers, c.req.header('origin') ?? null, isAllowed)
    c.res.headers.set('x-content-type-options', 'nosniff')
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
    const { status } = c.res
    log({
      level: status >= 500 ? 'error' : 'info',
      event: 'request',
      method: c.req.method,
      route: c.req.path,
      status,
      ms: Math.round(performance.now() - started),
      ...c.get('note'),
    })
  })

  app.use(async (c, next) => {
    // Health is of no use to a page, and what asks for it may use any name.
    const isChecked = options.hosts || (!context.verify && c.env.incoming?.socket?.localAddress !== undefined)
    const host = c.req.header('host') ?? ''
    if (!isChecked || c.req.path === '/health' || isAllowedHost(host)) return next()
    return problemResponse(403, 'host', 'This receiver is not known by that name; add it to "hosts", or set a "secret"')
  })

  const logRefused = refusedOrigins(log)
  app.options('*', (c) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && isAllowed(origin)) return preflight(c.req.raw)
    if (origin !== undefined && c.req.header('access-control-request-method')) logRefused(origin)
    return problemResponse(
      403,
      'origin',
      `Pages of ${origin ?? 'no origin'} may not post here; add that exact origin to "origins"`,
    )
  })

  app.get('/health', async () => ((await health.check()) ? Response.json({ status: 'ok' }) : unavailable()))

  const limitAddress: MiddlewareHandler<Env> = async (c, next) => {
    const address = c.get('address')
    const wait = address === undefined ? 0 : spending.takeAddress(address)
    if (!wait) return next()
    // Everybody behind one proxy shares its address, unless the receiver knows that it is a proxy.
    if (options.trustProxy === undefined && c.req.header('x-forwarded-for')) {
      c.set('note', { level: 'warn', hint: PROXY_HINT })
    }
    return tooManyRequests(wait)
  }
  /** Made on the first request: it takes longer than storing a batch. */
  let description: string | undefined
  app.get('/openapi.json', limitAddress, () => {
    description ??= JSON.stringify(openapi(limits, anonymous))
    return new Response(description, {
      headers: { 'content-type': 'application/json', 'cache-control': 'max-age=3600' },
    })
  })

  app.use('/', limitAddress)

  app.post('/', async (c) => {
    const { response, note = {} } = await postEvents(c.req.raw, context, c.get('address'))
    c.set('note', note)
    return response
  })

  app.get('/', (c) => getState(c.req.raw, context))
  app.all('/', () => problemResponse(405, 'method', 'POST events, GET state', { allow: 'GET, POST, OPTIONS' }))

  for (const kind of ['json', 'csv'] as const) {
    app.get(`/report.${kind}`, limitAddress, (c) => getReport(c.req.raw, context, kind))
    app.all(`/report.${kind}`, () => problemResponse(405, 'method', 'GET the report', { allow: 'GET, OPTIONS' }))
  }

  app.use('/report', async (c, next) => {
    await next()
    if (wantsPage(c.req.raw.headers)) c.res = await problemAsPage(c.res, c.get('pageRequest'))
  })
  app.on(['GET', 'POST'], '/report', limitAddress, async (c) => {
    const { response, pageRequest } = await openReportPage(c.req.raw, context, c.get('address'))
    if (pageRequest) c.set('pageRequest', pageRequest)
    return response
  })
  app.all('/report', () =>
    problemResponse(405, 'method', 'GET the report, or POST its form', { allow: 'GET, POST, OPTIONS' }),
  )

  if (ask) {
    app.get('/ask', limitAddress, (c) => getAsk(c.req.raw, ask, context))
    app.post('/ask.json', limitAddress, async (c) => {
      const { response, note = {} } = await postAsk(c.req.raw, ask, context, c.get('address'))
      c.set('note', note)
      return response
    })
    app.get('/ask.js', limitAddress, async () => {
      // It keeps its name when it changes.
      const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=600' }
      try {
        return new Response(await readPageScript(ask.files), { headers })
      } catch (error) {
        log({ level: 'error', event: 'failed', error: errorName(error), hint: NO_SCRIPT_HINT })
        return problemResponse(500, 'failed', 'The script of this page is missing')
      }
    })
    for (const [path, allow] of Object.entries({ '/ask': 'GET', '/ask.json': 'POST', '/ask.js': 'GET' })) {
      app.all(path, () => problemResponse(405, 'method', `${allow} this`, { allow: `${allow}, OPTIONS` }))
    }
  }

  app.notFound(() => problemResponse(404, 'not-found', 'There is nothing at this path; see /openapi.json'))
  app.onError((error) => {
    log({ level: 'error', event: 'failed', error: errorName(error) })
    return problemResponse(500, 'failed', 'Something went wrong here. The events were not stored; send them again')
  })

  return {
    fetch: async (request, connection = {}) => app.fetch(request, connection),
    async askLink({ playbook, ...details }) {
      if (!ask?.url) throw new TypeError(NO_ASK_URL)
      const { url, secret } = ask
      return askLink({ ...details, url, secret, playbook: playbook ?? ask.playbook.id, now })
    },
    async close() {
      await Promise.all([webhooks?.stop(), stopRetention?.()])
    },
  }
}

/** Looked up at each call, so that tests and tracing tools may replace the global. */
const globalFetch: typeof fetch = (...args) => fetch(...args)

const NO_SCRIPT_HINT =
  'The script of the page of a link, gainloop.ask.js, is not beside the receiver: set ask.files to the folder node_modules/gainloop/dist/embed'

const NO_ASK_URL =
  'askLink: give the receiver ask: { playbook, url }, with the "url" where browsers reach it, like "https://app.example.com/api/gainloop"'

const ANY_AUDIENCE_HINT =
  'Tokens that the same identity provider made for other applications are accepted too. To refuse them, set "audience" and "issuer" to the aud and iss of your tokens'

const PROXY_HINT =
  'Requests come through a proxy, and all of them are counted as of its address. If the proxy is yours, name it in "trustProxy"'

const OPEN_HINT =
  'Neither "secret" nor "jwks" is set: anyone who reaches this endpoint may post for any user. To close it, set secret: process.env.GAINLOOP_SECRET'

const warningsOnly = (now: () => number): Log => {
  const write = jsonLog((line) => console.error(line), now)
  return (line) => {
    if (line.level !== 'info') write(line)
  }
}
