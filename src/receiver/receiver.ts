/** The vendor's endpoint as one web-standard handler. */
import { Hono, type MiddlewareHandler } from 'hono'
import type { Asked } from '../report/page/asked'
import { addressOf, type Connection } from './address'
import { checkOptions } from './check-options'
import { getReport } from './get-report'
import { getState } from './get-state'
import type { Handlers } from './handlers'
import { defaultLimits, type Limits } from './limits'
import { jsonLog, type Log, type LogLine, nameOf } from './log'
import { openapi } from './openapi'
import { allowOrigin, type Origins, originTest, preflight } from './origins'
import { routeOf } from './path'
import { postEvents } from './post-events'
import { problem, tooMany, unavailable } from './problem'
import { rateLimiter } from './rate'
import { openReportPage, problemAsPage, wantsPage } from './report-page'
import { startRetention } from './retention'
import type { Store } from './store'
import { every } from './timer'
import { type TokenOptions, tokenVerifier } from './verify-token'
import { startWebhooks } from './webhooks/start'
import type { Webhook } from './webhooks/webhook'

export interface ReceiverOptions extends TokenOptions {
  store: Store
  /** Other origins whose pages may post, exact: `['https://app.example.com']`; or a test. @default none, only the same origin */
  origins?: Origins
  /** Take events of visitors who are not identified, under ids that begin with `anon-`. Nobody vouches for those. @default true */
  anonymous?: boolean
  limits?: Partial<Limits>
  /** Called once per newly stored event, after it is stored; throwing harms nothing. */
  on?: Handlers
  /**
   * Where stored events are posted, signed by the Standard Webhooks scheme: each at least once, from the store, tried again for
   * three days. Not in order. A process that sleeps between requests tries again when it is woken. @default none
   */
  webhooks?: readonly Webhook[]
  /**
   * Days events are kept after they were received, 1 or more; older ones are deleted, a few at a time, also where a webhook
   * has not taken them yet, which the log tells. @default for ever
   */
  retention?: number
  /** What webhooks are posted with. @default the global `fetch` */
  fetch?: typeof globalThis.fetch
  /** Structured lines without personal data. @default errors and warnings only, as JSON on stderr */
  log?: Log
  /** Where it is mounted, `/api/gainloop`; then any path outside is a 404. @default any path, judged by its last part */
  basePath?: string
  /** The clock, in ms since 1970. @default Date.now */
  now?: () => number
}

export interface Receiver {
  /** Never rejects: every failure is a response. */
  fetch(request: Request, connection?: Connection): Promise<Response>
  /**
   * Ends what it does by itself, within moments: a webhook that has not answered yet is sent the same event again by whoever
   * starts next. The store stays open.
   */
  close(): Promise<void>
}

type Env = { Bindings: Connection; Variables: { note: Partial<LogLine>; asked?: Asked } }

/**
 * Takes events, serves a user's state and the report, says how it is. See CONTRACT 7, and `GET /openapi.json` of the running receiver.
 * @throws TypeError without a store, on an option or limit or event it does not have, a secret that is missing, empty or
 * shorter than 32 bytes, and a malformed origin. Without the options `secret` and `jwks` it is open: whoever reaches it may
 * post for any user, which it says once in the log.
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  checkOptions(options)
  const { store, anonymous = true, basePath, now = Date.now } = options
  const log = options.log ?? quietLog(now)
  const limits = { ...defaultLimits, ...options.limits }
  const allowed = originTest(options.origins ?? [])
  const waitOfAddress = rateLimiter(limits.address, now)
  const webhooks =
    options.webhooks?.length && store.outbox
      ? startWebhooks(options.webhooks, { outbox: store.outbox, fetch: options.fetch ?? globalFetch, log, now, every })
      : undefined
  const { retention } = options
  const stopRetention =
    retention !== undefined && store.expire
      ? startRetention(retention, { expire: store.expire.bind(store), outbox: store.outbox, log, now, every })
      : undefined
  const context = {
    ...{ store, anonymous, limits, log, now },
    verify: tokenVerifier(options, now),
    waitOf: rateLimiter(limits.subject, now),
    on: options.on,
    webhooks,
  }
  if (!context.verify) log({ level: 'warn', event: 'open', hint: OPEN })

  const app = new Hono<Env>({ getPath: (request) => routeOf(request.url, basePath) })

  app.use(async (c, next) => {
    const started = performance.now()
    c.set('note', {})
    await next()
    allowOrigin(c.res.headers, c.req.header('origin') ?? null, allowed)
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

  app.options('*', (c) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && allowed(origin)) return preflight(c.req.raw)
    return problem(
      403,
      'origin',
      `Pages of ${origin ?? 'no origin'} may not post here; add that exact origin to "origins"`,
    )
  })

  app.get('/health', async () => {
    try {
      await store.ready()
      return Response.json({ status: 'ok' })
    } catch {
      return unavailable()
    }
  })

  const inTime: MiddlewareHandler<Env> = async (c, next) => {
    const address = addressOf(c.req.raw.headers, c.env)
    const wait = address === undefined ? 0 : waitOfAddress(address)
    return wait ? tooMany(wait) : next()
  }
  /** Made when it is first asked for: that takes longer than storing a batch. */
  let described: string | undefined
  app.get('/openapi.json', inTime, () => {
    described ??= JSON.stringify(openapi(limits, anonymous))
    return new Response(described, {
      headers: { 'content-type': 'application/json', 'cache-control': 'max-age=3600' },
    })
  })

  app.use('/', inTime)

  app.post('/', async (c) => {
    const { response, note = {} } = await postEvents(c.req.raw, context)
    c.set('note', note)
    return response
  })

  app.get('/', (c) => getState(c.req.raw, context))
  app.all('/', () => problem(405, 'method', 'POST events, GET state', { allow: 'GET, POST, OPTIONS' }))

  for (const kind of ['json', 'csv'] as const) {
    app.get(`/report.${kind}`, inTime, (c) => getReport(c.req.raw, context, kind))
    app.all(`/report.${kind}`, () => problem(405, 'method', 'GET the report', { allow: 'GET, OPTIONS' }))
  }

  app.use('/report', async (c, next) => {
    await next()
    if (wantsPage(c.req.raw.headers)) c.res = await problemAsPage(c.res, c.get('asked'))
  })
  app.on(['GET', 'POST'], '/report', inTime, async (c) => {
    const { response, asked } = await openReportPage(c.req.raw, context)
    if (asked) c.set('asked', asked)
    return response
  })
  app.all('/report', () => problem(405, 'method', 'GET the report, or POST its form', { allow: 'GET, POST, OPTIONS' }))

  app.notFound(() => problem(404, 'not-found', 'Nothing is here; /openapi.json lists what is'))
  app.onError((error) => {
    log({ level: 'error', event: 'failed', error: nameOf(error) })
    return problem(500, 'failed', 'Something went wrong here; the events are not stored, send them again')
  })

  return {
    fetch: async (request, connection = {}) => app.fetch(request, connection),
    close: async () => void (await Promise.all([webhooks?.stop(), stopRetention?.()])),
  }
}

/** Looked up at each call: tests and tracing tools replace it. */
const globalFetch: typeof fetch = (...args) => fetch(...args)

const OPEN =
  'Neither "secret" nor "jwks": whoever reaches this endpoint may post for any user; secret: process.env.GAINLOOP_SECRET closes it'

const quietLog = (now: () => number): Log => {
  const write = jsonLog((line) => console.error(line), now)
  return (line) => line.level !== 'info' && write(line)
}
