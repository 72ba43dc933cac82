import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { conform, folderOf, post, start, tokenFor } from './own-server'
import { blocks } from './readme'

const [plain] = blocks('The receiver in your own server').filter(({ language }) => language === 'js')

describe('the receiver in a server of one’s own, as the README has it,', () => {
  const code = plain?.text.replace('8787', '0') ?? ''

  it('listens on Node, takes a user’s rating with the token the README signs, and not without', async () => {
    const url = await start(folderOf({ 'server.mjs': code }))
    expect([await post(url, await tokenFor('u_81')), await post(url), await post(url, await tokenFor('u_82'))]).toEqual(
      [202, 401, 401],
    )
  })

  it('does not start where the secret’s variable is not set', async () => {
    await expect(start(folderOf({ 'server.mjs': code }), { GAINLOOP_SECRET: undefined })).rejects.toThrow(
      '"secret" is given, but undefined: is process.env.GAINLOOP_SECRET set?',
    )
  })
})

/** So that a free port is taken, and printed. */
const printing = `listen(0, function () { console.log('http://127.0.0.1:' + this.address().port) })`
/** As Next calls a route: the method's own function, with the request and what it knows of the path. */
const NEXT = `
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import * as route from './route.mjs'

const context = { params: Promise.resolve({ path: undefined }) }
const product = () => new Response('The rest of your product')
createServer(getRequestListener((request) =>
  new URL(request.url).pathname.startsWith('/api/gainloop')
    ? (route[request.method]?.(request, context) ?? new Response(null, { status: 405 }))
    : product(),
)).${printing}
`

/** A body that stops is told of sooner than after the 30 s of everyday life. */
const impatient = (text: string): string =>
  text.replace('createReceiver({ ', 'createReceiver({ limits: { patience: 2_000 }, ')
const recipes: [name: string, files: (text: string) => Record<string, string>][] = [
  ['node:http', (text) => ({ 'server.mjs': text.replace('listen(3000)', printing) })],
  ['Express', (text) => ({ 'server.mjs': text.replace('listen(3000)', printing) })],
  [
    'Hono',
    (text) => ({
      'server.mjs': text.replace('port: 3000 })', "port: 0 }, ({ port }) => console.log('http://127.0.0.1:' + port))"),
    }),
  ],
  ['Next.js', (text) => ({ 'server.mjs': NEXT, 'route.mjs': text })],
]

describe('the receiver inside a server one has, as docs/recipes.md has it,', () => {
  it.each(recipes)('works with %s, and conforms', async (name, files) => {
    const [recipe] = blocks(name, 'docs/recipes.md')
    const url = await start(folderOf(files(impatient(recipe?.text ?? ''))))
    const endpoint = `${url}/api/gainloop`
    const token = await tokenFor('u_81')
    expect([await post(endpoint, token), await post(endpoint)]).toEqual([202, 401])
    expect((await fetch(`${endpoint}/health`)).status).toBe(200)
    expect(await (await fetch(url)).text()).toBe('The rest of your product')
    // Pages of the same origin need no CORS.
    expect(await conform(endpoint, '--token', token)).toEqual(
      ['preflight', 'cors', 'cors-refusals'].map((code) => expect.stringContaining(`skipped ${code}`)),
    )
  })
})

describe('the endpoint of one’s own that the README has', () => {
  const [own, ...more] = blocks('An endpoint of your own').filter(({ language }) => language === 'js')
  const sooner = (text: string) => text.replace('30_000', '2_000').replace('listen(8788)', printing)

  it('conforms, with a token and without', async () => {
    expect(more).toEqual([])
    const url = await start(folderOf({ 'server.mjs': sooner(own?.text ?? '') }))
    expect(await conform(url, '--token', await tokenFor('u_81'))).toEqual([
      expect.stringContaining('skipped preflight'),
      expect.stringContaining('skipped cors'),
      expect.stringContaining('skipped cors-refusals'),
    ])
    expect(await conform(url)).toHaveLength(5)
    expect([await post(url), await post(url, await tokenFor('u_82')), await post(url, 'x.y.z')]).toEqual([
      401, 401, 401,
    ])
  })

  it('knows after a start what it stored before', async () => {
    const folder = folderOf({ 'server.mjs': sooner(own?.text ?? '') })
    const token = await tokenFor('u_81')
    expect(await post(await start(folder), token)).toBe(204)
    expect(await post(await start(folder), token)).toBe(204)
    expect(readFileSync(join(folder, 'events.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1)
  })

  it('loses nothing to a line that a power cut left half written', async () => {
    const folder = folderOf({ 'server.mjs': sooner(own?.text ?? ''), 'events.jsonl': '\n{"id":"whole"}\n{"id":"ha' })
    const token = await tokenFor('u_81')
    expect(await post(await start(folder), token)).toBe(204)
    const lines = () => readFileSync(join(folder, 'events.jsonl'), 'utf8').split('\n')
    expect(lines()).toEqual(['', '{"id":"whole"}', '{"id":"ha', expect.stringMatching(/^\{.*\}$/)])
    // The same event once more, after another start.
    expect(await post(await start(folder), token)).toBe(204)
    expect(lines()).toHaveLength(4)
  })

  it('takes nothing of nobody', async () => {
    const url = await start(folderOf({ 'server.mjs': sooner(own?.text ?? '') }))
    const headers = { 'content-type': 'application/cloudevents-batch+json' }
    expect((await fetch(url, { method: 'POST', headers, body: '[{}]' })).status).toBe(400)
  })

  it('is of some thirty lines', () => {
    expect(own?.text.split('\n').filter(Boolean).length).toBeLessThanOrEqual(33)
  })
})
