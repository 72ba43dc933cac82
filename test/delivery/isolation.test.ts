/** An event that the endpoint can't take holds back no other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rating } from './events'
import { ids, start } from './start'
import { accepted, answering, type Endpoint, offline, openWorld, script } from './world'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => rating(`r${from + i}`))
/** Fails every batch that holds one of these. */
const failingFor = (poison: readonly string[], failure: Endpoint): Endpoint => {
  return (request) => (request.ids.some((id) => poison.includes(id)) ? failure(request) : accepted(request))
}

const failures: [string, Endpoint][] = [
  ['500', answering(500)],
  ['502', answering(502)],
  ['no answer, as a 413 without CORS headers looks', offline],
]

describe.each(failures)('An event that is answered with %s', (_, failure) => {
  it.each([
    ['the first', 'r0'],
    ['one in the middle', 'r4'],
    ['the last', 'r8'],
  ])('stands alone within two minutes when it is %s of nine; the rest arrives', async (_, poison) => {
    const world = openWorld()
    world.answer = failingFor([poison], failure)
    const { add, waiting } = start(world)
    await add(...many(9))
    await world.pass(2 * MINUTE)
    expect(await waiting()).toEqual([poison])
  })

  it('does not keep back what comes later, not even for a moment', async () => {
    const world = openWorld()
    world.answer = failingFor(['r0'], failure)
    const { add, waiting } = start(world)
    await add(...many(3))
    await world.pass(2 * MINUTE)
    await add(...many(3, 3))
    expect(await waiting()).toEqual(['r0'])
  })

  it('is tried on by itself, at least once an hour, and arrives once the endpoint is mended', async () => {
    const world = openWorld()
    world.answer = failingFor(['r0'], failure)
    const { add, waiting, codes } = start(world)
    await add(...many(3))
    await world.pass(5 * HOUR)
    const tries = world.requests.filter((request) => request.ids.join(' ') === 'r0').length
    expect(tries).toBeGreaterThan(6)
    expect(tries).toBeLessThan(20)
    expect(codes().filter((code) => code === 'refused')).toHaveLength(1)
    world.answer = accepted
    await world.pass(HOUR)
    expect([await waiting(), world.timers()]).toEqual([[], 0])
  })

  it('stays alone on the next page', async () => {
    const world = openWorld()
    world.answer = failingFor(['r0'], failure)
    const first = start(world)
    await first.add(...many(3))
    await world.pass(2 * MINUTE)
    first.outbox.destroy()
    const { add, waiting } = start(world)
    await add(rating('r9'))
    expect(await waiting()).toEqual(['r0'])
  })

  it('does not go with what leaves with the page', async () => {
    const world = openWorld()
    world.answer = failingFor(['r0'], failure)
    const { add, tab, outbox } = start(world)
    await add(...many(2))
    await world.pass(2 * MINUTE)
    outbox.add([rating('r9')])
    tab.hide()
    await world.pass(0)
    expect(world.requests.at(-1)).toMatchObject({ ids: ['r9'], keepalive: true })
  })
})

it('Several of them stand alone, wherever they are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(29), { maxLength: 6 }),
      fc.constantFrom(...failures),
      async (bad, [, failure]) => {
        const world = openWorld()
        const poison = bad.map((n) => `r${n}`)
        world.answer = failingFor(poison, failure)
        const { add, waiting, outbox } = start(world)
        await add(...many(30))
        await world.pass(HOUR)
        expect((await waiting()).sort()).toEqual(poison.sort())
        outbox.destroy()
      },
    ),
    { numRuns: 25 },
  )
})

it('A limit on the size of a batch, told by no answer, parts it until the pieces fit', async () => {
  const world = openWorld()
  world.answer = (request) => (request.bytes > 8_000 ? offline(request) : accepted(request))
  const { add, waiting } = start(world)
  await add(...Array.from({ length: 30 }, (_, i) => rating(`r${i}`, 'u_81', 'x'.repeat(999))))
  await world.pass(2 * MINUTE)
  expect(await waiting()).toEqual([])
})

it('An endpoint that is down altogether gets no more requests for it than before, and everything once it is up', async () => {
  const world = openWorld()
  world.answer = answering(500)
  const { add, waiting, tab } = start(world)
  await add(...many(50))
  await world.pass(10 * MINUTE)
  expect(world.requests.length).toBeLessThanOrEqual(11)
  world.answer = accepted
  await world.pass(2 * MINUTE)
  expect(await waiting()).toEqual([])
  // One probe, then all the others at once.
  expect(
    ids(world)
      .slice(-2)
      .map((batch) => batch.split(' ').length),
  ).toEqual([1, 49])
  expect((await tab.vault.waiting()).some(({ alone }) => alone)).toBe(false)
})

it('An endpoint that fails in the middle of the search is not asked event by event', async () => {
  const world = openWorld()
  world.answer = script(answering(500), answering(500), accepted, answering(500))
  const { add } = start(world)
  await add(...many(50))
  await world.pass(15_000)
  expect(world.requests.length).toBeLessThanOrEqual(3 + 12)
})

it.each([
  ['429', answering(429)],
  ['408', answering(408)],
])('A batch is not searched after %s, which is about haste', async (_, answer) => {
  const world = openWorld()
  world.answer = failingFor(['r0'], answer)
  const { add } = start(world)
  await add(...many(4))
  await world.pass(10 * MINUTE)
  const { outbox } = start(world)
  await outbox.flush()
  expect(world.requests.filter(({ ids }) => ids.length < 4).length).toBeLessThanOrEqual(2)
})

it('An endpoint that fails with Retry-After is obeyed during the search as well', async () => {
  const world = openWorld()
  const failed: number[] = []
  world.answer = failingFor(['r0'], (request) => {
    failed.push(request.at)
    return answering(503, { 'retry-after': '60' })(request)
  })
  const { add, waiting } = start(world)
  await add(...many(4))
  await world.pass(HOUR)
  expect(await waiting()).toEqual(['r0'])
  const next = failed.map((at) => world.requests.find((request) => request.at > at)?.at ?? Infinity)
  expect(Math.min(...failed.map((at, n) => (next[n] ?? 0) - at))).toBeGreaterThanOrEqual(MINUTE)
})
