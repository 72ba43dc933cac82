/** What answers 200 and is no endpoint: a rating that is taken for delivered there is lost. */
import { describe, expect, it } from 'vitest'
import { rating } from './events'
import { ids, start } from './start'
import { accepted, type Endpoint, openWorld, rest, script } from './world'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const page = (status: number, body: string, headers: Record<string, string> = { 'content-type': 'text/html' }) =>
  new Response(body, { status, headers })
/** An answer that came after redirects. */
const redirected = (response: Response, url = 'https://shop.example/login'): Response =>
  Object.defineProperties(response, { redirected: { value: true }, url: { value: url } })

const APP = '<!doctype html><html lang="en"><div id="root"></div></html>'

describe('An answer is no acknowledgement when it is', () => {
  it.each<[string, () => Response]>([
    ['the app’s own page for every address', () => page(200, APP)],
    ['a page with another label', () => page(200, APP, { 'content-type': 'text/plain' })],
    ['a page without a label', () => page(200, `\n ${APP}`, {})],
    [
      'a page as XHTML',
      () => page(200, '<html xmlns="http://www.w3.org/1999/xhtml"/>', { 'content-type': 'application/xhtml+xml' }),
    ],
    ['a page in capitals', () => page(200, '<HTML>', { 'content-type': 'TEXT/HTML; charset=ISO-8859-1' })],
    ['a page without a doctype', () => page(200, '<title>Log in</title><form>')],
    [
      'a 201 or 202 of a page, as firewalls challenge',
      () => page(202, '<html><script src="/challenge.js"></script></html>'),
    ],
    [
      'a page that breaks off',
      () =>
        new Response(new ReadableStream({ start: (c) => c.error(new TypeError('reset')) }), {
          headers: { 'content-type': 'text/html' },
        }),
    ],
    ['a login after a redirect', () => redirected(page(200, '<form>'))],
    ['words after a redirect that turned the POST into a GET', () => redirected(new Response('ok'))],
    ['nothing after such a redirect', () => redirected(new Response(null, { status: 204 }))],
    ['JSON of something else after such a redirect', () => redirected(Response.json({ moments: [] }))],
    ['null after such a redirect', () => redirected(new Response('null'))],
  ])('%s', async (_, answer) => {
    const world = openWorld()
    world.answer = script(answer, answer, accepted)
    const { add, waiting, codes } = start(world)
    await add(rating('r1'), rating('r2'))
    expect(await waiting()).toEqual(['r1', 'r2'])
    await world.pass(HOUR)
    expect(await waiting()).toEqual([])
    expect(ids(world)).toEqual(['r1 r2', 'r1 r2', 'r1 r2'])
    // Told once, though it happened twice.
    expect(codes()).toEqual(['refused'])
  })
})

describe('An answer is an acknowledgement when it is', () => {
  it.each<[string, () => Response]>([
    ['a 204', () => new Response(null, { status: 204 })],
    ['a 200 of any words', () => new Response('ok')],
    ['an empty answer that PHP labels as HTML', () => page(200, '')],
    ['JSON that PHP labels as HTML', () => page(200, '{"accepted":1}')],
    ['XML', () => page(200, '<?xml version="1.0"?><ok/>', { 'content-type': 'application/xml' })],
    ['a 202 after a redirect that kept the POST', () => redirected(new Response(null, { status: 202 }))],
    ['JSON with "accepted" after such a redirect', () => redirected(Response.json({ accepted: 2 }))],
    [
      'a body that breaks off',
      () => new Response(new ReadableStream({ start: (c) => c.error(new TypeError('reset')) })),
    ],
  ])('%s', async (_, answer) => {
    const world = openWorld()
    world.answer = answer
    const { add, waiting, codes } = start(world)
    await add(rating('r1'), rating('r2'))
    expect([await waiting(), codes(), world.timers()]).toEqual([[], [], 0])
  })
})

describe('The engineer is told', () => {
  it.each<[string, () => Response, string]>([
    [
      'that a page came',
      () => page(200, '<title>Shop</title>'),
      '200 with a page (HTML), which is no acknowledgement: <title>Shop</title>',
    ],
    [
      'where a redirect led',
      () => redirected(new Response('ok')),
      '200 after a redirect to https://shop.example/login, which may have dropped what was posted: ok',
    ],
  ])('%s', async (_, answer, line) => {
    const world = openWorld()
    world.answer = answer
    const { add, said } = start(world)
    await add(rating('r1'))
    expect(said()).toEqual([line])
  })

  it('once, though each page holds another number', async () => {
    const world = openWorld()
    let count = 0
    world.answer = () => page(200, `<html>Request ${count++}`)
    const { add, said } = start(world)
    await add(rating('r1'))
    await world.pass(5 * HOUR)
    expect(count).toBeGreaterThan(5)
    expect(said()).toHaveLength(1)
  })
})

it('When the network is back, the offline page of a service worker is not waited out', async () => {
  const world = openWorld()
  world.answer = () => page(200, '<h1>You are offline</h1>')
  const { add, tab, waiting } = start(world)
  await add(rating('r1'))
  world.answer = accepted
  tab.comeBack()
  await rest()
  expect(await waiting()).toEqual([])
})

describe('What speaks of the endpoint', () => {
  const away =
    (status: number): Endpoint =>
    () =>
      new Response('away', { status })

  it.each([301, 402, 403, 404, 405, 407, 409, 410, 415, 421, 423, 431, 451])(
    'as %i does, for three hours, costs no rating, and few requests',
    async (status) => {
      const world = openWorld()
      world.answer = away(status)
      const { add, waiting, codes } = start(world)
      await add(rating('r1'), rating('r2'))
      await world.pass(3 * HOUR)
      expect(world.requests.length).toBeGreaterThan(5)
      expect(world.requests.length).toBeLessThan(10)
      expect(codes()).toEqual(['refused'])
      world.answer = accepted
      await world.pass(HOUR)
      expect([await waiting(), world.timers()]).toEqual([[], 0])
    },
  )

  it('is asked one batch at a time, however many wait', async () => {
    const world = openWorld()
    world.answer = away(403)
    const { add, waiting } = start(world)
    await add(...Array.from({ length: 60 }, (_, i) => rating(`r${i}`, 'u_81', '☂'.repeat(999))))
    expect(world.requests).toHaveLength(1)
    world.answer = accepted
    await world.pass(HOUR)
    expect(await waiting()).toEqual([])
  })

  it('for one user does not hold back another, and is tried again all the same', async () => {
    const world = openWorld()
    let closed = true
    world.answer = ({ events }) => new Response(null, { status: closed && events[0]?.subject === 'ann' ? 403 : 202 })
    const { add, waiting } = start(world)
    await add(rating('r1', 'ann'), rating('r2', 'bob'))
    expect(await waiting()).toEqual(['r1'])
    closed = false
    await world.pass(HOUR)
    expect([await waiting(), world.timers()]).toEqual([[], 0])
  })

  it('but is one event’s fault, as where a firewall dislikes its words, lets the rest through', async () => {
    const world = openWorld()
    world.answer = ({ ids }) => new Response(null, { status: ids.includes('r1') ? 403 : 202 })
    const { add, waiting } = start(world)
    await add(rating('r1'), rating('r2'), rating('r3'))
    await add(rating('r4'))
    await world.pass(HOUR)
    expect(await waiting()).toEqual(['r1'])
    world.answer = accepted
    await world.pass(HOUR)
    expect(await waiting()).toEqual([])
  })
})
