import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { folderOf, install } from './install'
import { conform, post, project, start, tokenFor } from './own-server'
import { blocks } from './readme'

/** Each installs packages and starts a server. */
vi.setConfig({ testTimeout: 240_000 })

const RECEIVER = 'docs/receiver.md'
const RECIPES = 'docs/recipes.md'
const script = (section: string, page: string): string =>
  blocks(section, page).find(({ language }) => language === 'js')?.text ?? ''

describe('the receiver in a server of your own, as docs/receiver.md has it,', () => {
  const section = 'In a server of your own'
  const code = script(section, RECEIVER).replace('8787', '0')

  it('takes a user’s rating with the token that the page signs, and not without', async () => {
    const folder = await project(RECEIVER, section, { 'server.mjs': code })
    const url = await start(folder)
    const statuses = [
      await post(url, await tokenFor('u_81', folder)),
      await post(url),
      await post(url, await tokenFor('u_82', folder)),
    ]
    expect(statuses).toEqual([202, 401, 401])
  })

  it('does not start where the secret’s variable is not set', async () => {
    const folder = await project(RECEIVER, section, { 'server.mjs': code })
    await expect(start(folder, { GAINLOOP_SECRET: undefined })).rejects.toThrow(/secret.*GAINLOOP_SECRET/)
  })

  it('accepts the options that the page shows for webhooks', async () => {
    const server = `${script('Webhooks and handlers', RECEIVER)}\nconsole.log(typeof receiver.fetch)\nprocess.exit()`
    const folder = folderOf({ 'server.mjs': server })
    await install(folder, ['gainloop', 'pg'])
    const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none'
    expect(await start(folder, { GAINLOOP_SECRET: 'x'.repeat(32), WEBHOOK_SECRET, DATABASE_URL })).toBe('function')
  })
})

/** So that a free port is taken, and printed. */
const printing = `listen(0, function () { console.log('http://127.0.0.1:' + this.address().port) })`

/** A body that stops is told of sooner than after the 30 s of everyday life. */
const impatient = (text: string): string =>
  text.replace('createReceiver({ ', 'createReceiver({ limits: { patience: 2_000 }, ')
const recipes: [name: string, server: (text: string) => string][] = [
  ['node:http', (text) => text.replace('listen(3000)', printing)],
  ['Express', (text) => text.replace('listen(3000)', printing)],
  [
    'Hono',
    (text) => text.replace('port: 3000 })', "port: 0 }, ({ port }) => console.log('http://127.0.0.1:' + port))"),
  ],
]

describe('the receiver inside a server you have, as docs/recipes.md has it,', () => {
  it.each(recipes)('works with %s, and conforms', async (name, server) => {
    const folder = await project(RECIPES, name, { 'server.mjs': server(impatient(script(name, RECIPES))) })
    const url = await start(folder)
    const endpoint = `${url}/api/gainloop`
    const token = await tokenFor('u_81', folder)
    expect([await post(endpoint, token), await post(endpoint)]).toEqual([202, 401])
    expect((await fetch(`${endpoint}/health`)).status).toBe(200)
    expect(await (await fetch(url)).text()).toBe('The rest of your product')
    // Pages of the same origin need no CORS.
    expect(await conform(endpoint, '--token', token)).toEqual(
      ['preflight', 'cors', 'cors-refusals'].map((code) => expect.stringContaining(`skipped ${code}`)),
    )
  })
})

describe('the endpoint of your own that docs/receiver.md has', () => {
  const section = 'An endpoint of your own'
  const code = script(section, RECEIVER)
  const server = code.replace('30_000', '2_000').replace('listen(8788)', printing)
  const endpoint = async (files: Record<string, string> = {}): Promise<string> => {
    const folder = folderOf({ 'server.mjs': server, ...files })
    await install(folder, ['jose', 'gainloop'])
    return folder
  }

  it('conforms, with a token and without', async () => {
    const folder = await endpoint()
    const url = await start(folder)
    expect(await conform(url, '--token', await tokenFor('u_81', folder))).toEqual([
      expect.stringContaining('skipped preflight'),
      expect.stringContaining('skipped cors'),
      expect.stringContaining('skipped cors-refusals'),
    ])
    expect(await conform(url)).toHaveLength(5)
    const statuses = [await post(url), await post(url, await tokenFor('u_82', folder)), await post(url, 'x.y.z')]
    expect(statuses).toEqual([401, 401, 401])
  })

  it('knows after a restart what it stored before', async () => {
    const folder = await endpoint()
    const token = await tokenFor('u_81', folder)
    expect(await post(await start(folder), token)).toBe(204)
    expect(await post(await start(folder), token)).toBe(204)
    expect(readFileSync(join(folder, 'events.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1)
  })

  it('loses nothing to a line that a power cut left half written', async () => {
    const folder = await endpoint({ 'events.jsonl': '\n{"id":"whole"}\n{"id":"ha' })
    const token = await tokenFor('u_81', folder)
    expect(await post(await start(folder), token)).toBe(204)
    const lines = () => readFileSync(join(folder, 'events.jsonl'), 'utf8').split('\n')
    expect(lines()).toEqual(['', '{"id":"whole"}', '{"id":"ha', expect.stringMatching(/^\{.*\}$/)])
    // The same event once more, after another start.
    expect(await post(await start(folder), token)).toBe(204)
    expect(lines()).toHaveLength(4)
  })

  it('answers 400 to an event without a subject', async () => {
    const url = await start(await endpoint())
    const headers = { 'content-type': 'application/cloudevents-batch+json' }
    expect((await fetch(url, { method: 'POST', headers, body: '[{}]' })).status).toBe(400)
  })

  it('has some thirty lines', () => {
    expect(code.split('\n').filter(Boolean).length).toBeLessThanOrEqual(33)
  })
})
