import { describe, expect, it, vi } from 'vitest'
import { rating, shown } from './events'
import { ids, start } from './start'
import { accepted, answering, type Endpoint, microtasks, offline, openWorld, rest, script } from './world'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('What is added', () => {
  it('is sent at once, and deleted when acknowledged', async () => {
    const world = openWorld()
    const { add, waiting } = start(world)
    await add(rating('r1'), shown('s1'))
    expect(ids(world)).toEqual(['r1 s1'])
    expect(await waiting()).toEqual([])
    expect(world.timers()).toBe(0)
  })

  it('is what an earlier page wrote, too', async () => {
    const world = openWorld()
    await world.tab().vault.change(() => ({ add: [rating('old')], value: 0 }))
    start(world).outbox.wake()
    await rest()
    expect(ids(world)).toEqual(['old'])
  })

  it('during a request goes with the next', async () => {
    const world = openWorld()
    const { add, waiting } = start(world)
    let answer = (_: Response) => {}
    world.answer = script(
      () =>
        new Promise<Response>((resolve) => {
          answer = resolve
        }),
      accepted,
    )
    await add(rating('r1'))
    await add(rating('r2'))
    await add(rating('r3'))
    answer(new Response(null, { status: 204 }))
    await rest()
    expect(ids(world)).toEqual(['r1', 'r2 r3'])
    expect(await waiting()).toEqual([])
  })

  it('just as the last batch is done is not forgotten', async () => {
    const world = openWorld()
    const tab = world.tab()
    let onDone: (() => Promise<void>) | undefined
    const { exclusively } = tab
    tab.exclusively = async (...turn) => {
      const done = await exclusively(...turn)
      await onDone?.()
      return done
    }
    const { add } = start(world, {}, tab)
    onDone = () => {
      onDone = undefined
      return add(rating('r2'))
    }
    await add(rating('r1'))
    await world.pass(1_000)
    expect(ids(world)).toEqual(['r1', 'r2'])
  })

  it('goes in batches of at most 60,000 bytes of UTF-8, each event once', async () => {
    const world = openWorld()
    const { add } = start(world)
    await add(...Array.from({ length: 40 }, (_, i) => rating(`r${i}`, 'u_81', '☂'.repeat(999))))
    expect(world.requests.length).toBe(3)
    expect(Math.max(...world.requests.map((request) => request.bytes))).toBeLessThanOrEqual(60_000)
    expect(new Set(world.requests.flatMap((request) => request.ids)).size).toBe(40)
  })

  it('of two users never shares a request, for a token speaks for one', async () => {
    const world = openWorld()
    const { add } = start(world, { token: (subject) => `for-${subject}` })
    await add(rating('r1', 'ann'), rating('r2', 'bob'), rating('r3', 'ann'))
    expect(world.requests.map(({ ids, token }) => [ids.join(' '), token])).toEqual([
      ['r1 r3', 'Bearer for-ann'],
      ['r2', 'Bearer for-bob'],
    ])
  })
})

describe('What is sent says', () => {
  it('when it leaves, by the clock that stamped it, and which attempt this is', async () => {
    const world = openWorld()
    world.answer = script(answering(500), accepted)
    const { add, tab } = start(world)
    await add(rating('r1'))
    expect((await tab.vault.waiting())[0]?.event).not.toHaveProperty('sentat')
    await world.pass(2_000)
    expect(world.requests.map(({ events }) => events.map(({ sentat, attempt }) => [sentat, attempt]))).toEqual([
      [['2026-03-03T12:00:00.000Z', 1]],
      [['2026-03-03T12:00:01.500Z', 2]],
    ])
  })
})

describe('What nobody here may speak for', () => {
  it('is bounded as well', async () => {
    const world = openWorld()
    const { add, waiting } = start(world, { token: () => null })
    await add(...Array.from({ length: 1_001 }, (_, i) => shown(`s${i}`)))
    expect([world.requests.length, (await waiting()).length]).toEqual([0, 1_000])
  })
})

describe('A failed attempt', () => {
  const failures: [string, Endpoint][] = [
    ['500', answering(500)],
    ['503', answering(503)],
    ['408', answering(408)],
    ['429', answering(429)],
    ['425', answering(425)],
    ['no network', offline],
  ]
  it.each(failures)('with %s is made again later, with the same ids', async (_, answer) => {
    const world = openWorld()
    world.answer = script(answer, accepted)
    const { add, waiting, codes } = start(world)
    await add(rating('r1'))
    expect(await waiting()).toEqual(['r1'])
    await world.pass(2_000)
    expect(ids(world)).toEqual(['r1', 'r1'])
    expect(await waiting()).toEqual([])
    expect(world.timers()).toBe(0)
    expect(codes()).toEqual([])
  })

  it('makes each wait longer, up to two minutes', async () => {
    const world = openWorld()
    world.answer = answering(500)
    const { add } = start(world)
    await add(rating('r1'))
    await world.pass(10 * MINUTE)
    const waits = world.requests.slice(1).map((request, i) => request.at - (world.requests[i]?.at ?? 0))
    expect(waits.slice(0, 6)).toEqual([1_500, 6_000, 24_000, 90_000, 90_000, 90_000])
  })

  it('holds back what is added afterwards', async () => {
    const world = openWorld()
    world.answer = script(answering(500), accepted)
    const { add } = start(world)
    await add(rating('r1'))
    await add(rating('r2'))
    expect(ids(world)).toEqual(['r1'])
    await world.pass(2_000)
    expect(ids(world)).toEqual(['r1', 'r1 r2'])
  })

  it('is remembered by the next page and by other tabs', async () => {
    const world = openWorld()
    world.answer = script(answering(503, { 'retry-after': '60' }), accepted)
    const first = start(world)
    await first.add(rating('r1'))
    first.outbox.destroy()
    const next = start(world)
    next.outbox.wake()
    await world.pass(59_000)
    expect(world.requests.length).toBe(1)
    await world.pass(62_000)
    expect(world.requests.length).toBe(2)
  })

  it('does not hold for ever when the clock is set back', async () => {
    const world = openWorld()
    world.answer = script(answering(503, { 'retry-after': '3600' }), accepted)
    const { add, outbox, waiting } = start(world)
    await add(rating('r1'))
    world.now -= 365 * 24 * HOUR
    outbox.wake()
    await rest()
    expect(await waiting()).toEqual([])
  })

  it('that was asked to wait is not hurried, not even by flush', async () => {
    const world = openWorld()
    world.answer = script(answering(429, { 'retry-after': '120' }), accepted)
    const { add, outbox, tab } = start(world)
    await add(rating('r1'))
    await outbox.flush()
    tab.comeBack()
    tab.hide()
    await world.pass(119_000)
    expect(world.requests.length).toBe(1)
    await world.pass(2 * MINUTE)
    expect(world.requests.length).toBe(2)
  })

  it('that was asked to wait a second after many others failed is made by flush after that second', async () => {
    const world = openWorld()
    world.answer = script(offline, offline, offline, offline, answering(429, { 'retry-after': '1' }), accepted)
    const { add, outbox, waiting } = start(world)
    await add(rating('r1'))
    for (let n = 0; n < 4; n++) await outbox.flush()
    expect(world.requests.length).toBe(5)
    await outbox.flush()
    expect(world.requests.length).toBe(5)
    world.now += 1_000
    await outbox.flush()
    expect(await waiting()).toEqual([])
  })

  it('for want of a network is made again the moment it returns', async () => {
    const world = openWorld()
    world.answer = script(offline, offline, offline, accepted)
    const { add, tab, waiting } = start(world)
    await add(rating('r1'))
    await world.pass(10_000)
    tab.comeBack()
    await rest()
    expect(await waiting()).toEqual([])
  })

  it('leaves ratings when too much telemetry waits', async () => {
    const world = openWorld()
    world.answer = answering(500)
    const { add, waiting } = start(world)
    await add(rating('r1'), ...Array.from({ length: 2_000 }, (_, i) => shown(`s${i}`)))
    const left = await waiting()
    expect([left[0], left.at(-1), left.length < 2_000]).toEqual(['r1', 's1999', true])
  })
})

describe('A 401', () => {
  it('asks for a new token once, and goes on with it', async () => {
    const world = openWorld()
    world.answer = ({ token }) => new Response(null, { status: token === 'Bearer new' ? 202 : 401 })
    const token = vi.fn((_: string, fresh: boolean) => Promise.resolve(fresh ? 'new' : 'old'))
    const { add, codes } = start(world, { token })
    await add(rating('r1'))
    expect(token.mock.calls).toEqual([
      ['u_81', false],
      ['u_81', true],
    ])
    expect(world.requests.map((request) => request.token)).toEqual(['Bearer old', 'Bearer new'])
    expect(codes()).toEqual([])
  })

  it('after that is an error, and the events wait', async () => {
    const world = openWorld()
    world.answer = answering(401)
    const { add, waiting, codes } = start(world, { token: (_, fresh) => (fresh ? 'new' : 'old') })
    await add(rating('r1'))
    expect(world.requests.length).toBe(2)
    expect([await waiting(), codes()]).toEqual([['r1'], ['unauthorized']])
    world.answer = accepted
    await world.pass(2_000)
    expect(await waiting()).toEqual([])
  })

  it('is not repeated with the token just refused', async () => {
    const world = openWorld()
    world.answer = answering(401)
    const { add } = start(world, { token: () => 'same' })
    await add(rating('r1'))
    expect(world.requests.length).toBe(1)
  })

  it('for one user does not hold back another', async () => {
    const world = openWorld()
    world.answer = ({ events }) => new Response(null, { status: events[0]?.subject === 'ann' ? 401 : 202 })
    const { add, waiting } = start(world)
    await add(rating('r1', 'ann'), rating('r2', 'bob'))
    expect(await waiting()).toEqual(['r1'])
  })

  it('is not provoked with events nobody here may speak for', async () => {
    const world = openWorld()
    const { add, waiting, tab } = start(world, { token: (subject) => (subject === 'ann' ? null : 'bob-token') })
    await add(rating('r1', 'ann'), rating('r2', 'bob'))
    tab.comeBack()
    await rest()
    expect([ids(world), await waiting(), world.timers()]).toEqual([['r2'], ['r1'], 0])
  })

  it('is over as soon as flush brings a good token', async () => {
    const world = openWorld()
    let token = 'old'
    world.answer = (request) => new Response(null, { status: request.token === 'Bearer new' ? 202 : 401 })
    const { add, outbox, waiting } = start(world, { token: () => token })
    await add(rating('r1'))
    token = 'new'
    await outbox.flush()
    expect(await waiting()).toEqual([])
  })

  it('is what it takes to ask for a token a second time', async () => {
    const world = openWorld()
    const token = vi.fn(async () => 't')
    const { add } = start(world, { token })
    await add(rating('r1'))
    await add(rating('r2'))
    expect([token.mock.calls.length, world.requests.length]).toEqual([1, 2])
  })

  it('need not come: a token function that fails is tried again', async () => {
    const world = openWorld()
    const token = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('down')).mockResolvedValue('t')
    const { add, waiting, codes } = start(world, { token })
    await add(rating('r1'))
    expect([world.requests.length, codes()]).toEqual([0, ['token']])
    await world.pass(2_000)
    expect(await waiting()).toEqual([])
  })
})

describe('A refusal', () => {
  const poison: Endpoint = ({ ids }) => new Response('bad', { status: ids.includes('r5') ? 422 : 202 })

  it('is traced to the one event it means; the others are delivered', async () => {
    const world = openWorld()
    world.answer = poison
    const { add, tab, codes, onError } = start(world)
    await add(...Array.from({ length: 9 }, (_, i) => rating(`r${i}`)))
    const left = await tab.vault.waiting()
    expect(left.map(({ event, aside }) => [event.id, aside])).toEqual([['r5', '422 bad']])
    expect(codes()).toEqual(['refused'])
    expect(onError.mock.calls[0]?.[0].cause).toEqual(['r5'])
    expect(world.requests.length).toBeLessThan(9)
  })

  it.each([400, 413, 422])('with %i of a single event sets it aside for good', async (status) => {
    const world = openWorld()
    world.answer = answering(status)
    const { add, outbox } = start(world)
    await add(rating('r1'))
    expect(world.timers()).toBe(0)
    world.answer = accepted
    await outbox.flush()
    await add(rating('r2'))
    await world.pass(48 * HOUR)
    expect(ids(world)).toEqual(['r1', 'r2'])
  })

  it.each([304, 403, 404, 405, 407, 409, 410, 415, 421, 423, 451])(
    'with %i is the endpoint’s own trouble: no search, and all goes out when it is mended',
    async (status) => {
      const world = openWorld()
      world.answer = answering(status)
      const { add, waiting, codes } = start(world)
      await add(rating('r1'), rating('r2'))
      await rest()
      expect([ids(world), codes(), world.timers()]).toEqual([['r1 r2'], ['refused'], 1])
      world.answer = accepted
      await add(rating('r3'))
      expect(ids(world)).toEqual(['r1 r2', 'r3', 'r1 r2'])
      expect(await waiting()).toEqual([])
    },
  )

  it('of the whole endpoint is tried again by the next page', async () => {
    const world = openWorld()
    world.answer = script(answering(404), accepted)
    const first = start(world)
    await first.add(rating('r1'))
    first.outbox.destroy()
    const { outbox, waiting } = start(world)
    outbox.wake()
    await rest()
    expect(await waiting()).toEqual([])
  })

  it('inside an acknowledgement is an error, and not sent again', async () => {
    const world = openWorld()
    const rejected = [{ id: 'r1', problems: [] }]
    world.answer = () => Response.json({ accepted: 1, duplicates: 0, rejected }, { status: 202 })
    const { add, waiting, onError } = start(world)
    await add(rating('r1'), rating('r2'))
    expect(await waiting()).toEqual([])
    expect(onError.mock.calls.map(([error]) => [error.code, error.cause])).toEqual([['rejected', rejected]])
  })
})

describe('When the page is hidden', () => {
  it('what waits leaves with it, at once, in a request that outlives it', async () => {
    const world = openWorld()
    const { tab, outbox } = start(world)
    outbox.wake([rating('r1')])
    tab.hide()
    await microtasks()
    expect(world.requests).toMatchObject([{ ids: ['r1'], keepalive: true }])
    tab.hide()
    await microtasks()
    expect(world.requests.length).toBe(1)
  })

  it('even while an ordinary request is under way, which the browser may cut', async () => {
    const world = openWorld()
    world.answer = script(() => new Promise<Response>(() => {}), accepted)
    const { tab, add, waiting } = start(world)
    await add(rating('r1'))
    tab.hide()
    await rest()
    expect(world.requests.map((request) => request.keepalive)).toEqual([false, true])
    expect(await waiting()).toEqual([])
  })

  it('nothing is sent when nothing waits, or the endpoint has just failed', async () => {
    const world = openWorld()
    world.answer = answering(500)
    const { tab, add } = start(world)
    tab.hide()
    await microtasks()
    expect(world.requests.length).toBe(0)
    await add(rating('r1'))
    tab.hide()
    await microtasks()
    expect(world.requests.length).toBe(1)
  })

  it('the quota is kept: an event of more than 60,000 bytes waits', async () => {
    const world = openWorld()
    const { tab, outbox } = start(world)
    outbox.wake([rating('big', 'u_81', 'x'.repeat(61_000))])
    tab.hide()
    await microtasks()
    expect(world.requests.length).toBe(0)
  })
})

describe('Two tabs', () => {
  it('send each event once', async () => {
    const world = openWorld()
    const tabs = [start(world), start(world)]
    await Promise.all(tabs.map(({ add }, i) => add(rating(`r${i}a`), rating(`r${i}b`))))
    await world.pass(1_000)
    expect(world.requests.flatMap((request) => request.ids).sort()).toEqual(['r0a', 'r0b', 'r1a', 'r1b'])
  })
})

describe('flush', () => {
  it('resolves when all has been acknowledged', async () => {
    const world = openWorld()
    const { tab, outbox, waiting } = start(world)
    await tab.vault.change(() => ({ add: Array.from({ length: 300 }, (_, i) => rating(`r${i}`)), value: 0 }))
    await outbox.flush()
    expect(await waiting()).toEqual([])
  })

  it('resolves when the endpoint refuses, having tried despite an earlier failure', async () => {
    const world = openWorld()
    world.answer = answering(500)
    const { add, outbox } = start(world)
    await add(rating('r1'))
    await outbox.flush()
    expect(world.requests.length).toBe(2)
  })

  it('never rejects, whatever the storage does', async () => {
    const world = openWorld()
    const tab = world.tab()
    tab.vault.waiting = () => Promise.reject(new Error('gone'))
    await start(world, {}, tab).outbox.flush()
  })
})

it('Once destroyed it holds no listener and no timer', async () => {
  const world = openWorld()
  world.answer = answering(500)
  const { add, outbox, tab } = start(world)
  await add(rating('r1'))
  expect([tab.listeners(), world.timers()]).toEqual([2, 1])
  outbox.destroy()
  outbox.wake()
  await outbox.flush()
  expect([tab.listeners(), world.timers(), world.requests.length]).toEqual([0, 0, 1])
})

it('A request answered after destroy is still counted as delivered', async () => {
  const world = openWorld()
  let answer = (_: Response) => {}
  world.answer = () =>
    new Promise<Response>((resolve) => {
      answer = resolve
    })
  const { add, outbox, waiting } = start(world)
  await add(rating('r1'))
  outbox.destroy()
  answer(new Response(null, { status: 202 }))
  await rest()
  expect([await waiting(), world.timers()]).toEqual([[], 0])
})

describe('The vendor’s engineer is told', () => {
  const said = (onError: ReturnType<typeof start>['onError']) =>
    onError.mock.calls.map(([{ code, message }]) => [code, message])

  it('of a token that can’t be one: what a login page answers would fail like a network that is down', async () => {
    const world = openWorld()
    const { add, waiting, onError } = start(world, { token: () => '<!doctype html>\n<title>Log in' })
    await add(rating('r1'))
    expect(said(onError)).toEqual([
      ['token', 'delivery to /api/gainloop: TypeError: no token: <!doctype html>\n<title>Log in'],
    ])
    expect([ids(world), await waiting()]).toEqual([[], ['r1']])
  })

  it('what a token function failed with', async () => {
    const world = openWorld()
    const token = () => Promise.reject(new Error('/token answered 500'))
    const { add, onError } = start(world, { token })
    await add(rating('r1'))
    await world.pass(HOUR)
    expect(said(onError)).toEqual([['token', 'delivery to /api/gainloop: Error: /token answered 500']])
  })

  it('what the endpoint said of a token', async () => {
    const world = openWorld()
    world.answer = answering(401, {}, '{"detail":"The token has expired"}')
    const { add, onError } = start(world, { token: () => 'jwt' })
    await add(rating('r1'))
    expect(said(onError)).toEqual([
      ['unauthorized', 'delivery to /api/gainloop: 401 {"detail":"The token has expired"}'],
    ])
  })

  it('once that the endpoint can’t be reached, and not of a tunnel that a train goes through', async () => {
    const world = openWorld()
    world.answer = offline
    const { add, onError } = start(world)
    await add(rating('r1'))
    await world.pass(5_000)
    expect(world.requests.length).toBe(2)
    expect(onError).not.toHaveBeenCalled()
    await world.pass(HOUR)
    expect(said(onError)).toEqual([['unreachable', 'delivery to /api/gainloop: no answer']])
  })

  it('of the same thing once, until something is delivered', async () => {
    const world = openWorld()
    world.answer = script(answering(404), answering(404), accepted, answering(404))
    const { add, outbox, codes } = start(world)
    await add(rating('r1'))
    await add(rating('r2'))
    expect(codes()).toEqual(['refused'])
    await outbox.flush()
    await add(rating('r3'))
    expect(codes()).toEqual(['refused', 'refused'])
  })
})
