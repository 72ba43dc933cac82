/** A vendor's site for the pages of the documents: static files, the README's playbook, and an endpoint that takes everything. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { GainloopEvent } from '../../src/delivery/event'
import { blocks } from './readme'

const EMBED = join(import.meta.dirname, '../../dist/embed')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
}

/** The README's playbook, which asks at once. */
export const playbook = (): string =>
  blocks('Embed it in five minutes').find(({ language }) => language === 'json')?.text ?? ''

export interface Site {
  url: string
  /** In the order they came. */
  posted: GainloopEvent[]
}

interface SiteOptions {
  /** Files made for the test, by path. */
  files?: Record<string, string>
  /** A folder whose files are served, too. */
  folder?: string
  /** Of every page. */
  headers?: Record<string, string>
}

/** Closed after the test. */
export async function serveSite({ files = {}, folder, headers = {} }: SiteOptions): Promise<Site> {
  const posted: GainloopEvent[] = []
  const take = async (request: IncomingMessage): Promise<void> => {
    posted.push(...(JSON.parse(await text(request)) as GainloopEvent[]))
  }
  const fileAt = (path: string): string | Buffer => {
    if (files[path] !== undefined) return files[path]
    if (path === '/playbook.json') return playbook()
    if (path.startsWith('/gainloop/')) return readFileSync(join(EMBED, path.slice('/gainloop/'.length)))
    return readFileSync(join(folder ?? EMBED, path))
  }
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '')
    if (path === '/api/gainloop') return void take(request).then(() => response.writeHead(202).end())
    if (path === '/token') return void response.end('signed.by.you')
    try {
      const body = fileAt(path)
      if (path.endsWith('.html')) for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain').end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, posted }
}

/** Sends the campaign, says "Not yet", and waits for the lesson. Resolves once the rating was posted. */
export async function takeJourney(page: Page): Promise<void> {
  const rated = page.waitForRequest((request) => request.postData()?.includes('rating.given') ?? false)
  await page.getByRole('button', { name: 'Send the campaign' }).click()
  const card = page.getByRole('region', { name: 'Postcard' })
  await card.getByRole('radio', { name: 'Not yet' }).click()
  await card.getByRole('button', { name: 'Skip' }).click()
  await card.getByRole('heading', { name: 'Get more out of the next one' }).waitFor()
  await rated
}
