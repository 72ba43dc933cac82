/** What never settles is waited for 20 seconds, and stops nothing else. */
import { describe, expect, it, vi } from 'vitest'
import { rating } from './events'
import { ids, start } from './start'
import { openWorld, rest, type World } from './world'

const never = () => new Promise<never>(() => {})
/** Whether it has settled, after so much time. */
const settles = async (world: World, work: Promise<unknown>, ms: number): Promise<boolean> => {
  let settled = false
  void work.finally(() => (settled = true))
  await world.pass(ms)
  return settled
}

describe('A token function that never answers', () => {
  it('is given up after 20 seconds, said so, and asked again', async () => {
    const world = openWorld()
    const token = vi.fn<() => Promise<string>>().mockImplementationOnce(never).mockResolvedValue('jwt')
    const { add, waiting, said } = start(world, { token })
    await add(rating('r1'))
    await world.pass(19_999)
    expect(said()).toEqual([])
    await world.pass(2_000)
    expect(said()).toEqual(['Error: the token function did not answer within 20 s'])
    expect([await waiting(), world.timers()]).toEqual([[], 0])
  })

  it('keeps flush waiting for 20 seconds at most, also when it was asked for already', async () => {
    const world = openWorld()
    const { outbox, add } = start(world, { token: never })
    await add(rating('r1'))
    await world.pass(5_000)
    expect(await settles(world, outbox.flush(), 20_000)).toBe(true)
    expect(await settles(world, outbox.flush(), 20_000)).toBe(true)
  })

  it('holds back no other user’s events', async () => {
    const world = openWorld()
    const token = (subject: string) => (subject === 'ann' ? never() : 'jwt')
    const { add, waiting } = start(world, { token })
    await add(rating('r1', 'ann'), rating('r2', 'bob'))
    await world.pass(20_000)
    expect(await waiting()).toEqual(['r1'])
  })

  it('keeps no other tab from sending, not even meanwhile', async () => {
    const world = openWorld()
    const stuck = start(world, { token: never })
    await stuck.add(rating('r1'))
    const { add, waiting } = start(world, { token: () => 'jwt' })
    await add(rating('r2'))
    expect(await waiting()).toEqual([])
  })

  it('is not waited for once another has been given', async () => {
    const world = openWorld()
    let current: () => Promise<string> = never
    const { outbox, add, waiting } = start(world, { token: () => current() })
    await add(rating('r1'))
    current = async () => 'new'
    outbox.renew()
    await rest()
    expect([await waiting(), world.requests[0]?.token, world.timers()]).toEqual([[], 'Bearer new', 0])
  })

  it('counts when it answers late, for every other request for it may come late as well', async () => {
    const world = openWorld()
    // As where a request that hangs holds a lock on its address: each answers a moment after it was given up.
    const token = () => new Promise<string>((resolve) => void world.tab().after(20_050, () => resolve('late')))
    const { add, waiting } = start(world, { token })
    await add(rating('r1'))
    await world.pass(20_000)
    expect(await waiting()).toEqual(['r1'])
    await world.pass(50)
    await rest()
    expect([await waiting(), world.requests[0]?.token, world.timers()]).toEqual([[], 'Bearer late', 0])
  })

  it('does not speak for a user who was named meanwhile', async () => {
    const world = openWorld()
    let answer = (_: string): void => {}
    const token = (subject: string) => (subject === 'ann' ? new Promise<string>((resolve) => (answer = resolve)) : null)
    const { outbox, add, waiting } = start(world, { token })
    await add(rating('r1', 'ann'))
    await world.pass(20_000)
    outbox.renew()
    answer('late')
    await rest()
    expect([await waiting(), ids(world)]).toEqual([['r1'], []])
  })

  it('leaves no timer behind once the outbox is destroyed', async () => {
    const world = openWorld()
    const { outbox, add } = start(world, { token: never })
    await add(rating('r1'))
    expect(world.timers()).toBe(1)
    outbox.destroy()
    await rest()
    expect(world.timers()).toBe(0)
  })

  it('the second time, after a 401, is given up as well', async () => {
    const world = openWorld()
    world.answer = () => new Response(null, { status: 401 })
    const token = (_: string, fresh: boolean) => (fresh ? never() : 'old')
    const { add, said, waiting } = start(world, { token })
    await add(rating('r1'))
    await world.pass(20_000)
    expect([await waiting(), said()]).toEqual([['r1'], ['Error: the token function did not answer within 20 s']])
  })
})

it('Code of ours that never loads is given up after 20 seconds, and tried again', async () => {
  const world = openWorld()
  const tab = world.tab()
  const { requests } = tab
  let stuck = true
  tab.requests = () => (stuck ? never() : requests())
  const { outbox, add, waiting } = start(world, {}, tab)
  await add(rating('r1'))
  expect(await settles(world, outbox.flush(), 20_000)).toBe(true)
  stuck = false
  await world.pass(2_000)
  expect(await waiting()).toEqual([])
})

it('An attempt that fails answers every flush that was called before', async () => {
  const world = openWorld()
  let fail = (_: unknown): void => {}
  world.answer = () => new Promise((_, reject) => (fail = reject))
  const { outbox, add } = start(world)
  await add(rating('r1'))
  const flushed = outbox.flush()
  fail(new TypeError('Failed to fetch'))
  expect(await settles(world, flushed, 0)).toBe(true)
  expect(ids(world)).toEqual(['r1'])
})

describe('A token that is no token is named:', () => {
  it.each<[string, unknown, string]>([
    ['an object', { access_token: 'jwt', expires_in: 60 }, 'an object with "access_token", "expires_in"'],
    ['an empty object', {}, 'an object'],
    ['a number', 81, 'a number'],
    ['a Boolean', true, 'a boolean'],
    ['a function', () => 'jwt', 'a function'],
  ])('%s', async (_, given, words) => {
    const world = openWorld()
    const { add, waiting, said, codes } = start(world, { token: () => given as string })
    await add(rating('r1'))
    expect(said()).toEqual([`TypeError: no token: expected a string, got ${words}`])
    expect([codes(), ids(world), await waiting()]).toEqual([['token'], [], ['r1']])
  })
})
