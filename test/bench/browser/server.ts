/** Serves the pages, the scripts and the faked endpoints of the benchmark on loopback, compressed as a CDN would. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { Peers } from './install-peers'
import { benchPlaybook } from './playbook'
import { posthogAnswer } from './posthog'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
}
const YEAR = 'public, max-age=31536000, immutable'
const HOUR = 'public, max-age=3600'
const NEVER = 'no-store'

interface Answer {
  body: string | Buffer
  type: string
  cache: string
  status?: number
}

export interface Server {
  url: string
  close(): Promise<void>
}

/**
 * @param pages HTML by name
 * @param builds folders with built Gainloop files, by name
 */
export async function serve(
  pages: Record<string, string>,
  builds: Record<string, string>,
  peers: Peers,
): Promise<Server> {
  const playbook = JSON.stringify(await benchPlaybook())

  /** Unchanging files are compressed once. */
  const compressed = new Map<string, Buffer>()
  const send = (response: ServerResponse, path: string, { body, type, cache, status = 200 }: Answer): void => {
    const packed = compressed.get(path) ?? gzipSync(body, { level: 9 })
    if (cache === YEAR) compressed.set(path, packed)
    response.writeHead(status, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': cache }).end(packed)
  }

  async function fileOf(folder: string, name: string): Promise<Answer | undefined> {
    const body = await readFile(join(folder, name)).catch(() => undefined)
    return body && { body, type: TYPES[extname(name)] ?? 'application/octet-stream', cache: YEAR }
  }

  async function answer(request: IncomingMessage, path: string): Promise<Answer | undefined> {
    const [, kind = '', name = '', ...rest] = path.split('/')
    const json = (value: unknown, status = 200): Answer => ({
      body: JSON.stringify(value),
      type: 'application/json',
      cache: NEVER,
      status,
    })
    switch (kind) {
      case 'page':
        return { body: pages[name] ?? '', type: 'text/html; charset=utf-8', cache: NEVER }
      case 'build':
        return fileOf(builds[name] ?? '', rest.join('/'))
      case 'playbook.json':
        return { body: playbook, type: 'application/json', cache: HOUR }
      case 'endpoint': {
        const { length } = JSON.parse(await text(request)) as unknown[]
        return json({ accepted: length, duplicates: 0, rejected: [] }, 202)
      }
      case 'away':
        return json({}, 503)
      case 'sentry.js':
        return { body: await readFile(peers.sentry), type: TYPES['.js'] as string, cache: YEAR }
      case 'static':
        // PostHog asks for some under the folder of its version.
        return fileOf(peers.posthog, rest.at(-1) ?? name)
      case 'api':
        // Sentry's envelopes and PostHog's surveys share this word.
        return rest[0] === 'envelope' ? json({ id: '0' }) : posthogAnswer(path)
      default:
        return posthogAnswer(path)
    }
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const found = await answer(request, pathname).catch(() => undefined)
    request.resume()
    if (found) send(response, pathname, found)
    else response.writeHead(404, { 'cache-control': HOUR }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
